-- Alone in its migration: PostgreSQL lets a new value be used only after the transaction that adds it.
ALTER TYPE "UserRole" ADD VALUE 'owner';
