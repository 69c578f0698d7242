import * as v from 'valibot';
import { choiceKey, formKey, integerKey, switchKey, textKey, urlKey } from '#shared/config/keys.ts';
import { LOG_LEVELS } from '../audit/logger.ts';

/** The TOML file of `records-service --config FILE`. Folders and files in it are relative to the file itself. */
export const RecordsServiceFile = v.strictObject({
  server: v.optional(
    v.strictObject({
      host: v.optional(textKey('Address to listen on.', 'an IP address or a host name'), '127.0.0.1'),
      port: v.optional(integerKey('Port to listen on; 0 takes any free one.', { min: 0, max: 65_535 }), 8650),
    }),
    {},
  ),
  database: v.variant('kind', [
    v.strictObject({
      kind: formKey('A database of its own in a folder.', 'embedded'),
      folder: textKey('Where the embedded database keeps its files; made on the first start.', 'a folder'),
    }),
    v.strictObject({
      kind: formKey('A PostgreSQL server.', 'postgresql'),
      url: urlKey('The PostgreSQL server and database.', ['postgresql:', 'postgres:']),
    }),
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
      integerKey('How long a statement can be verified.', { min: 1, max: 3_650, unit: 'days' }),
      90,
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
}

/** What the service runs with: paths resolved, keys read. */
export interface RecordsServiceConfiguration extends Omit<RecordsServiceFile, 'terminal'> {
  readonly terminals: readonly RegisteredTerminal[];
}
