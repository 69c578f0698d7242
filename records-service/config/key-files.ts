import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import { TerminalPublicKey } from './schema.ts';

/** A public Ed25519 key as a JWK. */
export async function readPublicKey(file: string): Promise<Result<TerminalPublicKey, string>> {
  const text = await readText(file);
  if (!text.ok) return err(`${file} cannot be read (${text.error})`);
  let document: unknown;
  try {
    document = JSON.parse(text.value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(`${file} is not JSON`);
  }
  const key = v.safeParse(TerminalPublicKey, document);
  if (key.success) return ok(key.output);
  const holdsPrivatePart = typeof document === 'object' && document !== null && 'd' in document;
  return err(holdsPrivatePart ? `${file} holds a private key` : `${file} is not such a key`);
}

/** A private Ed25519 key as PEM (PKCS #8). */
export async function readPrivateKey(file: string): Promise<Result<KeyObject, string>> {
  const text = await readText(file);
  if (!text.ok) return err(`${file} cannot be read (${text.error})`);
  try {
    const key = createPrivateKey(text.value);
    return key.asymmetricKeyType === 'ed25519' ? ok(key) : err(`${file} holds a key of another kind`);
  } catch (error) {
    // OpenSSL says in a code what it does not like of a text; a mistake of ours has none.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return err(`${file} holds no private key`);
  }
}

/** Random bytes, whatever they look like as a text. */
export async function readSecret(file: string): Promise<Result<Buffer, string>> {
  const bytes = await read(file);
  if (!bytes.ok) return err(`${file} cannot be read (${bytes.error})`);
  return bytes.value.length >= SECRET_MIN_BYTES ? bytes : err(`${file} has ${bytes.value.length} bytes`);
}

const SECRET_MIN_BYTES = 32;

export async function readText(file: string): Promise<Result<string, string>> {
  const bytes = await read(file);
  return bytes.ok ? ok(bytes.value.toString('utf8')) : bytes;
}

async function read(file: string): Promise<Result<Buffer, string>> {
  try {
    return ok(await readFile(file));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return err('code' in error && typeof error.code === 'string' ? error.code : 'unknown reason');
  }
}
