import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import * as v from 'valibot';
import {
  checkedTextKey,
  checkedTextsKey,
  choiceKey,
  decimalKey,
  formKey,
  integerKey,
  switchKey,
  textKey,
  urlKey,
} from '#shared/config/keys.ts';
import { APPLICATION_KINDS, ApplicationKind } from '#shared/records-api/application-parts.ts';
import { OFFICE_ID } from '#shared/records-api/office.ts';
import { LOG_LEVELS } from '../audit/logger.ts';
import { DATABASE_URL_ALLOWED, parseDatabaseUrl } from '../database/database-url.ts';

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const isDatabaseUrl = (text: string): boolean => parseDatabaseUrl(text).ok;

export const PostgresqlDatabase = v.strictObject({
  kind: formKey('A PostgreSQL server.', 'postgresql'),
  url: checkedTextKey(
    'The PostgreSQL server and database; of several servers the one that can be written to.',
    DATABASE_URL_ALLOWED,
    isDatabaseUrl,
  ),
  replicas: v.optional(
    checkedTextsKey(
      'Standbys of it that answer queries of records.',
      'an address as for `url`',
      isDatabaseUrl,
    ),
    [],
  ),
  replicaLagMaxMs: v.optional(
    integerKey(
      'How old the answers of a standby may be; one further behind is left out until it has caught up.',
      {
        min: 1_000,
        max: 30_000,
        unit: 'ms',
      },
    ),
    5_000,
  ),
});

/** The TOML file of `records-service --config FILE`. Folders and files in it are relative to the file itself. */
export const RecordsServiceFile = v.strictObject({
  server: v.optional(
    v.strictObject({
      host: v.optional(textKey('Address to listen on.', 'an IP address or a host name'), '127.0.0.1'),
      port: v.optional(integerKey('Port to listen on; 0 takes any free one.', { min: 0, max: 65_535 }), 8650),
      trustedProxies: v.optional(
        checkedTextsKey(
          'Reverse proxies in front of the service, whose X-Forwarded-For is believed; nobody else’s is.',
          'an IP address, or a network such as `10.1.0.0/16`',
          isAddressOrNetwork,
        ),
      ),
    }),
    {},
  ),
  database: v.variant('kind', [
    v.strictObject({
      kind: formKey('A database of its own in a folder.', 'embedded'),
      folder: textKey('Where the embedded database keeps its files; made on the first start.', 'a folder'),
    }),
    PostgresqlDatabase,
  ]),
  sampleData: v.optional(
    v.strictObject({
      enabled: v.optional(
        switchKey('Fill the database with invented citizens; refused where real ones are in it.'),
        false,
      ),
    }),
    {},
  ),
  queryPassword: v.optional(
    v.strictObject({
      secretFiles: v.pipe(
        checkedTextsKey(
          'Files of 32 random bytes or more each, kept apart from the database. The first goes into the hash of each query password that is set; those after it are for hashes of before.',
          'a file',
          (text) => text !== '',
        ),
        v.minLength(1),
      ),
    }),
  ),
  issuer: v.strictObject({
    region: textKey(
      'Region of the issuer, the first digits of each statement number.',
      'six digits',
      /^\d{6}$/,
    ),
    name: textKey('Name of the issuer, as it stands on statements.'),
    verificationUrl: urlKey('Address that a statement’s QR leads to, without number and code.', [
      'https:',
      'http:',
    ]),
    verificationDays: v.optional(
      integerKey(
        'How long a statement can be verified; without it as long as the region’s policy pack says.',
        {
          min: 1,
          max: 3_650,
          unit: 'days',
        },
      ),
    ),
  }),
  electronicCard: v.optional(
    v.strictObject({
      url: urlKey(
        'The platform that knows whose scanned code of an electronic card it is; without it none is served.',
        ['https:', 'http:'],
      ),
      channel: v.optional(
        textKey(
          'Name under which that platform knows this service.',
          '1 to 64 letters, digits, full stops, underscores or hyphens',
          /^[\w.-]{1,64}$/,
        ),
        'selfServiceTerminal',
      ),
    }),
  ),
  publicInformation: v.optional(
    v.strictObject({
      folder: textKey(
        'Content files of guides, job fairs, places and telephones (*.json); one of a region takes the place of the one that comes with the program.',
        'a folder',
      ),
    }),
  ),
  payments: v.optional(
    v.strictObject({
      url: urlKey('The payment provider (bank) behind the cards’ accounts; without it nothing can be paid.', [
        'https:',
        'http:',
      ]),
      merchant: textKey(
        'Name under which that provider knows this service.',
        '1 to 64 letters, digits, full stops, underscores or hyphens',
        /^[\w.-]{1,64}$/,
      ),
      privateKeyFile: textKey('Key that signs what is asked: a private Ed25519 key as PEM.', 'a file'),
      providerKeyFile: textKey('The provider’s public Ed25519 key as a JWK.', 'a file'),
    }),
  ),
  terminal: v.optional(
    v.array(
      v.strictObject({
        id: textKey(
          'Terminal number; its first six digits are the issuer’s region.',
          'six digits, a hyphen, four digits',
          /^\d{6}-\d{4}$/,
        ),
        publicKeyFile: textKey('The terminal’s public Ed25519 key as a JWK.', 'a file'),
        active: v.optional(switchKey('Whether its evidence is accepted.'), true),
        latitude: v.optional(
          decimalKey('Where its hall is, in WGS-84, so that places near it can be listed; with longitude.', {
            min: -90,
            max: 90,
            unit: 'degrees',
          }),
        ),
        longitude: v.optional(
          decimalKey('Where its hall is, in WGS-84; with latitude.', {
            min: -180,
            max: 180,
            unit: 'degrees',
          }),
        ),
      }),
    ),
    [],
  ),
  office: v.optional(
    v.array(
      v.strictObject({
        id: textKey(
          'Back office that decides applications, as it names itself in what it signs.',
          'six digits, a hyphen, 2 to 20 small letters',
          OFFICE_ID,
        ),
        publicKeyFile: textKey('The office’s public Ed25519 key as a JWK.', 'a file'),
        kinds: v.pipe(
          checkedTextsKey('Kinds of applications that it decides.', APPLICATION_KINDS.join(', '), (text) =>
            v.is(ApplicationKind, text),
          ),
          v.minLength(1),
        ),
        active: v.optional(switchKey('Whether its decisions are accepted.'), true),
      }),
    ),
    [],
  ),
  log: v.optional(
    v.strictObject({
      level: v.optional(choiceKey('Least level that is written.', LOG_LEVELS), 'info'),
    }),
    {},
  ),
});
export type RecordsServiceFile = v.InferOutput<typeof RecordsServiceFile>;

/** Public half of a terminal's key. `strict` on purpose: a file with a private part is refused. */
export const TerminalPublicKey = v.pipe(
  v.strictObject({
    kty: v.literal('OKP'),
    crv: v.literal('Ed25519'),
    x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
    alg: v.optional(v.literal('EdDSA')),
    use: v.optional(v.literal('sig')),
    kid: v.optional(v.string()),
  }),
  v.transform(({ kty, crv, x }) => ({ kty, crv, x })),
);
export type TerminalPublicKey = v.InferOutput<typeof TerminalPublicKey>;

export interface RegisteredTerminal {
  readonly id: string;
  readonly active: boolean;
  readonly publicKey: TerminalPublicKey;
  /** Degrees of WGS-84; null where it was not entered. */
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
}

export interface RegisteredOffice {
  readonly id: string;
  readonly active: boolean;
  readonly publicKey: TerminalPublicKey;
  readonly kinds: readonly ApplicationKind[];
}

export interface PaymentsConfiguration {
  readonly url: string;
  readonly merchant: string;
  readonly privateKey: KeyObject;
  readonly providerKey: TerminalPublicKey;
}

/** What the service runs with: paths resolved, keys read. */
export interface RecordsServiceConfiguration
  extends Omit<RecordsServiceFile, 'terminal' | 'office' | 'payments' | 'queryPassword'> {
  readonly terminals: readonly RegisteredTerminal[];
  readonly offices: readonly RegisteredOffice[];
  /** The first goes into new hashes. */
  readonly queryPassword?: { readonly secrets: readonly Buffer[] };
  readonly payments?: PaymentsConfiguration;
}
