import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parseConfiguration } from '#shared/config/parse.ts';
import { err, ok, type Result } from '#shared/result.ts';
import {
  type RecordsServiceConfiguration,
  RecordsServiceFile,
  type RegisteredTerminal,
  TerminalPublicKey,
} from './schema.ts';

/** @returns the configuration, or every reason why the file is refused */
export async function loadConfiguration(
  file: string,
): Promise<Result<RecordsServiceConfiguration, string[]>> {
  const text = await readText(file);
  if (!text.ok) return err([`the file cannot be read (${text.error})`]);
  const parsed = parseConfiguration(RecordsServiceFile, text.value);
  if (!parsed.ok) return parsed;
  const { terminal, database, ...rest } = parsed.value;
  const folder = dirname(resolve(file));
  const mistakes: string[] = [];
  const terminals: RegisteredTerminal[] = [];
  for (const [index, entry] of terminal.entries()) {
    const key = `terminal.${index}`;
    if (!entry.id.startsWith(`${rest.issuer.region}-`))
      mistakes.push(
        `${key}.id: "${entry.id}" is not allowed; allowed: an id that starts with ${rest.issuer.region}-`,
      );
    if (terminal.findIndex((other) => other.id === entry.id) !== index)
      mistakes.push(`${key}.id: "${entry.id}" is there twice; allowed: each terminal once`);
    const publicKey = await readPublicKey(resolve(folder, entry.publicKeyFile));
    if (publicKey.ok) terminals.push({ id: entry.id, active: entry.active, publicKey: publicKey.value });
    else mistakes.push(`${key}.publicKeyFile: ${publicKey.error}; allowed: a public Ed25519 key as a JWK`);
  }
  if (mistakes.length > 0) return err(mistakes);
  return ok({
    ...rest,
    database:
      database.kind === 'embedded' ? { ...database, folder: resolve(folder, database.folder) } : database,
    terminals,
  });
}

async function readPublicKey(file: string): Promise<Result<TerminalPublicKey, string>> {
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

async function readText(file: string): Promise<Result<string, string>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return err('code' in error && typeof error.code === 'string' ? error.code : 'unknown reason');
  }
}
