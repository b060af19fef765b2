import "server-only";
import { argon2id, setWASMModules, argon2Verify as verify } from "argon2-wasm-edge";
import argon2WASM from "argon2-wasm-edge/wasm/argon2.wasm?module";
import blake2bWASM from "argon2-wasm-edge/wasm/blake2b.wasm?module";

const OPTIONS = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
const SALT_BYTES = 16;

/** As in `../node/argon2.ts`, in WebAssembly: workerd has no native modules. The hashes are the same. */
export function argon2Hash(password: string): Promise<string> {
  setWASMModules({ argon2WASM, blake2bWASM });
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return argon2id({ ...OPTIONS, password, salt, outputType: "encoded" });
}

export function argon2Verify(encoded: string, password: string): Promise<boolean> {
  setWASMModules({ argon2WASM, blake2bWASM });
  return verify({ hash: encoded, password });
}
