import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parseConfiguration } from '#shared/config/parse.ts';
import { ApplicationKind } from '#shared/records-api/application-parts.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { readPrivateKey, readPublicKey, readSecret, readText } from './key-files.ts';
import {
  type PaymentsConfiguration,
  type RecordsServiceConfiguration,
  RecordsServiceFile,
  type RegisteredOffice,
  type RegisteredTerminal,
} from './schema.ts';

/** @returns the configuration, or every reason why the file is refused */
export async function loadConfiguration(
  file: string,
): Promise<Result<RecordsServiceConfiguration, string[]>> {
  const text = await readText(file);
  if (!text.ok) return err([`the file cannot be read (${text.error})`]);
  const parsed = parseConfiguration(RecordsServiceFile, text.value);
  if (!parsed.ok) return parsed;
  const {
    terminal,
    office,
    database,
    publicInformation,
    payments: paymentsTable,
    queryPassword: queryPasswordTable,
    ...rest
  } = parsed.value;
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
    const { id, active, latitude, longitude } = entry;
    if ((latitude === undefined) !== (longitude === undefined))
      mistakes.push(
        `${key}.${latitude === undefined ? 'latitude' : 'longitude'}: is missing; allowed: both or none`,
      );
    const location = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
    if (publicKey.ok) terminals.push({ id, active, publicKey: publicKey.value, location });
    else mistakes.push(`${key}.publicKeyFile: ${publicKey.error}; allowed: a public Ed25519 key as a JWK`);
  }
  const offices = await readOffices(folder, office, mistakes);
  const payments = paymentsTable === undefined ? null : await readPayments(folder, paymentsTable, mistakes);
  const secrets =
    queryPasswordTable === undefined ? null : await readSecrets(folder, queryPasswordTable, mistakes);
  if (mistakes.length > 0) return err(mistakes);
  return ok({
    ...rest,
    ...(payments === null ? {} : { payments }),
    ...(secrets === null ? {} : { queryPassword: { secrets } }),
    database:
      database.kind === 'embedded' ? { ...database, folder: resolve(folder, database.folder) } : database,
    ...(publicInformation === undefined
      ? {}
      : { publicInformation: { folder: resolve(folder, publicInformation.folder) } }),
    terminals,
    offices,
  });
}

async function readOffices(
  folder: string,
  entries: RecordsServiceFile['office'],
  mistakes: string[],
): Promise<RegisteredOffice[]> {
  const offices: RegisteredOffice[] = [];
  for (const [index, { id, active, kinds, publicKeyFile }] of entries.entries()) {
    const key = `office.${index}`;
    if (entries.findIndex((other) => other.id === id) !== index)
      mistakes.push(`${key}.id: "${id}" is there twice; allowed: each office once`);
    const publicKey = await readPublicKey(resolve(folder, publicKeyFile));
    if (publicKey.ok)
      offices.push({
        id,
        active,
        publicKey: publicKey.value,
        kinds: kinds.map((kind) => v.parse(ApplicationKind, kind)),
      });
    else mistakes.push(`${key}.publicKeyFile: ${publicKey.error}; allowed: a public Ed25519 key as a JWK`);
  }
  return offices;
}

async function readSecrets(
  folder: string,
  { secretFiles }: NonNullable<RecordsServiceFile['queryPassword']>,
  mistakes: string[],
): Promise<Buffer[]> {
  const secrets: Buffer[] = [];
  for (const [index, name] of secretFiles.entries()) {
    const secret = await readSecret(resolve(folder, name));
    if (secret.ok) secrets.push(secret.value);
    else mistakes.push(`queryPassword.secretFiles.${index}: ${secret.error}; allowed: 32 bytes or more`);
  }
  return secrets;
}

async function readPayments(
  folder: string,
  { privateKeyFile, providerKeyFile, ...rest }: NonNullable<RecordsServiceFile['payments']>,
  mistakes: string[],
): Promise<PaymentsConfiguration | null> {
  const privateKey = await readPrivateKey(resolve(folder, privateKeyFile));
  const providerKey = await readPublicKey(resolve(folder, providerKeyFile));
  if (!privateKey.ok)
    mistakes.push(`payments.privateKeyFile: ${privateKey.error}; allowed: a private Ed25519 key as PEM`);
  if (!providerKey.ok)
    mistakes.push(`payments.providerKeyFile: ${providerKey.error}; allowed: a public Ed25519 key as a JWK`);
  if (!privateKey.ok || !providerKey.ok) return null;
  return { ...rest, privateKey: privateKey.value, providerKey: providerKey.value };
}
