import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import type * as v from 'valibot';
import { parse } from 'valibot';
import { expect } from 'vitest';
import type { RecordsServiceConfiguration } from '#records-service/config/schema.ts';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { SAMPLE_CITIZENS, type SampleCitizen } from '#records-service/sample-data/citizens.ts';
import { createRecordsService, type RecordsService } from '#records-service/service.ts';
import { APPLICATION_KINDS } from '#shared/records-api/application-parts.ts';
import {
  type CardCredential,
  type CardReadEvidence,
  EVIDENCE_TYPE,
  OpenSessionResponse,
} from '#shared/records-api/sessions.ts';
import { createDatabase, type DatabaseKind, openMigratedEmbedded, openPostgresql } from './databases.ts';

export { DATABASES, type DatabaseKind } from './databases.ts';

/** Decides applications of every kind. */
export const OFFICE = '999999-pension';
export const TERMINAL = '999999-0001';
export const SECOND_TERMINAL = '999999-0002';
export const SWITCHED_OFF_TERMINAL = '999999-0003';
export const UNKNOWN_TERMINAL = '999999-0099';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The whole service on a database of its own, with terminals whose keys the test holds and a clock it can set. */
export class Hall {
  now = Date.parse('2026-11-22T02:30:00Z');
  readonly logLines: string[] = [];
  readonly keys = new Map<string, KeyObject>();
  #service: RecordsService | null = null;
  #database: OpenDatabase | null = null;

  private constructor(readonly configuration: RecordsServiceConfiguration) {}

  /**
   * @param where the kind of database, or the address of one on a server of the test's own
   * @param electronicCard the platform that the service asks about codes; it has none without
   * @param changes of the configuration: another region, proxies in front of it
   */
  static async open(
    where: DatabaseKind | { readonly url: string; readonly replicas?: readonly string[] },
    electronicCard?: RecordsServiceConfiguration['electronicCard'],
    changes: Partial<RecordsServiceConfiguration> = {},
  ): Promise<Hall> {
    const ids = [TERMINAL, SECOND_TERMINAL, SWITCHED_OFF_TERMINAL, UNKNOWN_TERMINAL];
    const pairs = ids.map((id) => [id, generateKeyPairSync('ed25519')] as const);
    const office = generateKeyPairSync('ed25519');
    const hall = new Hall({
      server: { host: '127.0.0.1', port: 0 },
      database: { kind: 'embedded', folder: '' },
      sampleData: { enabled: true },
      issuer: {
        region: '999999',
        name: '样例省示范市社会保险中心',
        verificationUrl: 'https://verify.example/v',
        verificationDays: 90,
      },
      terminals: pairs
        .filter(([id]) => id !== UNKNOWN_TERMINAL)
        .map(([id, { publicKey }]) => ({
          id,
          active: id !== SWITCHED_OFF_TERMINAL,
          publicKey: publicJwk(publicKey),
          // Only the first one’s hall is entered.
          location: id === TERMINAL ? { latitude: 36.06, longitude: 103.83 } : null,
        })),
      offices: [
        { id: OFFICE, active: true, kinds: APPLICATION_KINDS, publicKey: publicJwk(office.publicKey) },
      ],
      ...(electronicCard === undefined ? {} : { electronicCard }),
      log: { level: 'debug' },
      ...changes,
    });
    for (const [id, { privateKey }] of pairs) hall.keys.set(id, privateKey);
    hall.keys.set(OFFICE, office.privateKey);
    await hall.#start(where);
    return hall;
  }

  async #start(where: DatabaseKind | { readonly url: string; readonly replicas?: readonly string[] }) {
    this.#service = await createRecordsService(this.configuration, {
      clock: () => this.now,
      logDestination: { write: (line) => void this.logLines.push(line) },
      openDatabase: async () => {
        if (where === 'embedded') this.#database = await openMigratedEmbedded();
        else if (where === 'postgresql') this.#database = await openPostgresql(await createDatabase());
        else this.#database = await openPostgresql(where.url, where);
        return this.#database;
      },
    });
  }

  /** For what no HTTP client would send. */
  get port(): number {
    return this.#service?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.#service?.stop();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#service?.port}`;
  }

  /** Plain SQL beside the service, to see what it wrote. */
  async rows(sql: string, parameters: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const database = this.#database;
    if (database === null) throw new Error('the hall is not open');
    return database.inScript((script) => script.rows(sql, parameters));
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: {
      token?: string;
      body?: unknown;
      headers?: Record<string, string>;
      signal?: AbortSignal;
    } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Calls, expects success and an answer of exactly this schema. */
  async ask<Schema extends v.GenericSchema>(
    schema: Schema,
    path: string,
    token?: string,
  ): Promise<v.InferOutput<Schema>> {
    const answer = await this.call('GET', path, token === undefined ? {} : { token });
    expect(answer).toMatchObject({ status: 200 });
    return parse(schema, answer.body);
  }

  evidence(
    citizen: SampleCitizen,
    changes: Partial<CardReadEvidence> = {},
    signer = changes.terminalId ?? TERMINAL,
  ): Promise<string> {
    const payload: CardReadEvidence = {
      terminalId: TERMINAL,
      credential: identityCard(citizen),
      readAt: this.now - 150,
      nonce: randomBytes(16).toString('base64url'),
      ...changes,
    };
    const key = this.keys.get(signer);
    if (key === undefined) throw new Error(`no key of ${signer}`);
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid: payload.terminalId, typ: EVIDENCE_TYPE })
      .sign(key);
  }

  async openWith(evidence: string): Promise<Answer> {
    return this.call('POST', '/v1/sessions', { body: { evidence } });
  }

  /** A card on the reader, as the terminal tells it. */
  async visit(citizen: SampleCitizen, changes: Partial<CardReadEvidence> = {}): Promise<OpenSessionResponse> {
    const answer = await this.openWith(await this.evidence(citizen, changes));
    expect(answer.status).toBe(201);
    return parse(OpenSessionResponse, answer.body);
  }

  /** Audit rows written while the work ran, oldest first. */
  async auditOf(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
    const [before] = await this.rows('select coalesce(max(audit_event_id), 0) as last from audit_event');
    await work();
    return this.rows(
      'select event, terminal_id, person_id::int, session_id::int, details from audit_event where audit_event_id > $1 order by audit_event_id',
      [before?.['last']],
    );
  }
}

const publicJwk = (key: KeyObject) =>
  ({ kty: 'OKP', crv: 'Ed25519', x: key.export({ format: 'jwk' }).x ?? '' }) as const;

type IdentityCard = Extract<CardCredential, { type: 'identityCard' }>;

export const identityCard = (citizen: SampleCitizen, changes: Partial<IdentityCard> = {}): IdentityCard => ({
  type: 'identityCard',
  cardKind: 'residentIdentityCard',
  number: citizen.number,
  name: citizen.name,
  ...changes,
});

export function sampleCitizen(key: string): SampleCitizen {
  const found = SAMPLE_CITIZENS.find((citizen) => citizen.key === key);
  if (found === undefined) throw new Error(`no sample citizen ${key}`);
  return found;
}
