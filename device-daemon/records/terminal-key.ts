import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The kiosk's own key pair: what makes it a terminal the records service knows. */
export interface TerminalKey {
  readonly privateKey: KeyObject;
  /** To be registered at the records service. */
  readonly publicKeyFile: string;
  readonly made: boolean;
}

/**
 * Reads the terminal's Ed25519 key, or makes it on the first start.
 * The public half always stands beside it as a JWK, so that it can be registered without touching the private one.
 * @throws when the file is there and is not an Ed25519 key: a kiosk must not quietly become another terminal
 */
export async function openTerminalKey(privateKeyFile: string): Promise<TerminalKey> {
  const publicKeyFile = `${privateKeyFile}.public.json`;
  const found = await readIfThere(privateKeyFile);
  const privateKey =
    found === null
      ? generateKeyPairSync('ed25519').privateKey
      : createPrivateKey({ key: found, format: 'pem' });
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${privateKeyFile} is not an Ed25519 key`);
  if (found === null) {
    await mkdir(dirname(privateKeyFile), { recursive: true });
    await writeWhole(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  }
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' });
  await writeWhole(publicKeyFile, `${JSON.stringify({ ...publicKey, alg: 'EdDSA', use: 'sig' })}\n`, 0o644);
  return { privateKey, publicKeyFile, made: found === null };
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A power cut leaves the old file or the new one, never half of it. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.new`;
  await writeFile(draft, text, { mode, flush: true });
  await rename(draft, file);
}
