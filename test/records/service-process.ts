import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompactSign } from 'jose';
import type { SampleCitizen } from '#records-service/sample-data/citizens.ts';
import { type CardReadEvidence, EVIDENCE_TYPE } from '#shared/records-api/sessions.ts';
import { identityCard, TERMINAL } from './hall.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/records-service/main.js', import.meta.url));

export interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  readonly output: { stdout: string; stderr: string };
}

/** A folder with the key of a terminal and what was started there. */
export class Workplace {
  readonly #runs: Run[] = [];

  private constructor(
    readonly folder: string,
    private readonly terminalKey: KeyObject,
  ) {}

  static async open(): Promise<Workplace> {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm run build`);
    const folder = await mkdtemp(join(tmpdir(), 'records-program-'));
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    await writeFile(join(folder, 'terminal.json'), JSON.stringify(publicKey.export({ format: 'jwk' })));
    return new Workplace(folder, privateKey);
  }

  /** @param configuration null: none is named */
  async start(
    configuration: string | null,
    { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
  ): Promise<Run> {
    const file = join(this.folder, 'service.toml');
    if (configuration !== null) await writeFile(file, configuration);
    const child = spawn(
      process.execPath,
      [PROGRAM, ...(configuration === null ? [] : ['--config', file]), ...args],
      { env: { ...process.env, ...env } },
    );
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
    const run = { child, output, exit };
    this.#runs.push(run);
    return run;
  }

  /** Evidence of a card read at this very moment. */
  evidence(citizen: SampleCitizen): Promise<string> {
    const payload: CardReadEvidence = {
      terminalId: TERMINAL,
      credential: identityCard(citizen),
      readAt: Date.now(),
      nonce: randomBytes(16).toString('base64url'),
    };
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid: TERMINAL, typ: EVIDENCE_TYPE })
      .sign(this.terminalKey);
  }

  async close(): Promise<void> {
    for (const run of this.#runs) {
      run.child.kill('SIGKILL');
      await run.exit;
    }
    await rm(this.folder, { recursive: true });
  }
}

/** @throws with what it wrote where it ended instead */
export async function readyPort(run: Run): Promise<number> {
  let ended = false;
  void run.exit.then(() => {
    ended = true;
  });
  while (!ended) {
    const line = run.output.stdout.split('\n').find((text) => text.includes('"records service ready"'));
    if (line !== undefined) return (JSON.parse(line) as { port: number }).port;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the service ended: ${run.output.stderr}`);
}

/** @param database lines of the [database] table */
export const configurationOf = (database: string, sampleData = true): string => `[server]
port = 0
[database]
${database}
[sampleData]
enabled = ${sampleData}
[issuer]
region = "999999"
name = "样例省示范市社会保险中心"
verificationUrl = "https://verify.example/v"
[[terminal]]
id = "${TERMINAL}"
publicKeyFile = "terminal.json"
`;

export const EMBEDDED = 'kind = "embedded"\nfolder = "deep/below/data"';
export const onServer = (url: string): string => `kind = "postgresql"\nurl = ${JSON.stringify(url)}`;

export async function call(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  { token, body }: { readonly token?: string; readonly body?: unknown } = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
