import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import type { Provider } from "next-auth/providers";
import Credentials from "next-auth/providers/credentials";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { clientAddress } from "./client-address";
import { db } from "./db";
import { env } from "./env";
import { AppError } from "./errors";
import { logError } from "./log";
import { enrol } from "./users/enrol";
import type { UserRole } from "./users/roles";
import { type ProviderName, providerNames } from "./users/schema";
import { checkPassword } from "./users/sign-in";

const SESSION_SECONDS = 30 * 86_400;

declare module "next-auth" {
  interface Session {
    user: { id: string; name: string; email: string; role: string };
  }
  interface User {
    role?: string;
  }
}

const makers = { github: GitHub, google: Google };

/** A provider's keys; null unless both of its variables are set. */
function providerKeys(name: ProviderName): { clientId: string; clientSecret: string } | null {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET } = env();
  const keys = { github: [AUTH_GITHUB_ID, AUTH_GITHUB_SECRET], google: [AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET] } as const;
  const [clientId, clientSecret] = keys[name];
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

/** The providers that are configured, by the names that next-auth and the sign-in page know. */
export function enabledProviders(): ProviderName[] {
  return providerNames.filter((name) => providerKeys(name) !== null);
}

/** Sign-in with email and password is always there; a provider joins when it is configured. */
function providers(): Provider[] {
  const password = Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (credentials, request) => checkPassword(credentials, clientAddress(request)),
  });
  const others = providerNames.flatMap((name) => {
    const keys = providerKeys(name);
    return keys ? [makers[name](keys)] : [];
  });
  return [password, ...others];
}

/** A wrong password is no news; anything else is, with its cause. */
function logAuthError(error: Error): void {
  if (error instanceof CredentialsSignin) return;
  const cause = error.cause && typeof error.cause === "object" && "err" in error.cause ? error.cause.err : error.cause;
  if (!(cause instanceof AppError)) logError("auth", cause instanceof Error ? cause : error);
}

/** The role that a page's session shows from now on; what its request says is not asked. */
async function storedRole(userId: string | undefined): Promise<UserRole> {
  const person = userId ? await db().user.findUnique({ where: { id: userId }, select: { role: true } }) : null;
  return person?.role ?? "user";
}

/** next-auth, configured when a request needs it, so that a build needs no environment. */
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  secret: env().AUTH_SECRET,
  trustHost: true,
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/signin", error: "/signin" },
  providers: providers(),
  logger: { error: (error) => logAuthError(error) },
  callbacks: {
    jwt: async ({ token, user, account, profile, trigger }) => {
      if (trigger === "update") return { ...token, role: await storedRole(token.sub) };
      if (!user) return token;
      const person = account?.provider === "credentials" ? user : await enrol(account, profile);
      return { ...token, sub: person.id, name: person.name, email: person.email, role: person.role };
    },
    session: ({ session, token }) => ({
      ...session,
      user: { id: token.sub ?? "", name: token.name ?? "", email: token.email ?? "", role: String(token.role ?? "user") },
    }),
  },
}));
