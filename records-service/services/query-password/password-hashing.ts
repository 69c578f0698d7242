import { createHash } from 'node:crypto';
import { type Algorithm, hash, type Options, verify } from '@node-rs/argon2';

/**
 * The first of OWASP's equivalent settings for Argon2id: 46 MiB, one pass, one lane. 15 ms on this project's machine,
 * on a thread of libuv's pool, so four of them and 184 MiB at once at most (decision 21).
 */
const PARAMETERS = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 47_104,
  timeCost: 1,
  parallelism: 1,
} as const satisfies Options;
/** As they stand in a hash. */
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

export interface PasswordHash {
  /** PHC form: parameters, salt, hash. */
  readonly hash: string;
  readonly secretId: string | null;
}

/** The database holds a hash that was made with a secret which the configuration does not have any more. */
export class PasswordSecretMissing extends Error {
  override readonly name = 'PasswordSecretMissing';
}

/**
 * Makes and checks hashes of query passwords. Six digits are a million possibilities: whoever has the database alone
 * would try them all in hours, so a secret that is not in the database goes into each hash.
 */
export class PasswordHashing {
  readonly #secrets: ReadonlyMap<string, Buffer>;
  readonly #current: { readonly id: string; readonly secret: Buffer } | null;

  /** @param secrets the first goes into new hashes, the others into those that are there already */
  constructor(secrets: readonly Buffer[]) {
    this.#secrets = new Map(secrets.map((secret) => [idOf(secret), secret]));
    const [first] = secrets;
    this.#current = first === undefined ? null : { id: idOf(first), secret: first };
  }

  async hash(password: string): Promise<PasswordHash> {
    const { id = null, secret } = this.#current ?? {};
    return {
      hash: await hash(password, { ...PARAMETERS, ...(secret === undefined ? {} : { secret }) }),
      secretId: id,
    };
  }

  /** @throws PasswordSecretMissing */
  async fits(password: string, stored: PasswordHash): Promise<boolean> {
    if (stored.secretId === null) return verify(stored.hash, password);
    const secret = this.#secrets.get(stored.secretId);
    if (secret === undefined) throw new PasswordSecretMissing('no configured secret has the id of the hash');
    return verify(stored.hash, password, { secret });
  }

  /** Made with other parameters or another secret than a new one would be. */
  isOutdated({ hash: stored, secretId }: PasswordHash): boolean {
    return !stored.startsWith(PREFIX) || secretId !== (this.#current?.id ?? null);
  }
}

/** Names a secret without telling anything about it. */
const idOf = (secret: Buffer): string =>
  createHash('sha256').update('query-password secret ').update(secret).digest('hex').slice(0, 16);
