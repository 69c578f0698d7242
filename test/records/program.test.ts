import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/records-service/main.js', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  readonly output: { stdout: string; stderr: string };
}

let folder: string;
const started: Run[] = [];
beforeEach(() => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm run build`);
  folder = mkdtempSync(join(tmpdir(), 'records-program-'));
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'terminal.json'), JSON.stringify(publicKey.export({ format: 'jwk' })));
});
afterEach(async () => {
  for (const run of started.splice(0)) {
    run.child.kill('SIGKILL');
    await run.exit;
  }
  rmSync(folder, { recursive: true });
});

function start(configuration: string | null): Run {
  const file = join(folder, 'service.toml');
  if (configuration !== null) writeFileSync(file, configuration);
  const child = spawn(process.execPath, [PROGRAM, ...(configuration === null ? [] : ['--config', file])]);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const run = { child, output, exit: new Promise<number | null>((resolve) => child.once('close', resolve)) };
  started.push(run);
  return run;
}

async function readyPort(run: Run): Promise<number> {
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

const CONFIGURATION = `[server]
port = 0
[database]
kind = "embedded"
folder = "deep/below/data"
[sampleData]
enabled = true
[issuer]
region = "999999"
name = "样例省示范市社会保险中心"
verificationUrl = "https://verify.example/v"
[[terminal]]
id = "999999-0001"
publicKeyFile = "terminal.json"
`;

describe('the program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'starts on an empty folder, says its port, stops on %s, and finds its data again',
    async (signal) => {
      for (const round of ['first', 'second']) {
        const run = start(CONFIGURATION);
        const port = await readyPort(run);
        expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
        run.child.kill(signal);
        expect(await run.exit).toBe(0);
        expect(run.output.stdout).toContain('records service stopped');
        expect(run.output.stdout.includes('sampleDataWritten')).toBe(round === 'first');
        for (const line of run.output.stdout.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
        expect(run.output.stderr).toBe('');
      }
    },
  );

  test('loses nothing when it is killed', async () => {
    const first = start(CONFIGURATION);
    await readyPort(first);
    first.child.kill('SIGKILL');
    await first.exit;
    const second = start(CONFIGURATION);
    await readyPort(second);
    expect(second.output.stdout).not.toContain('sampleDataWritten');
    expect(second.output.stdout).not.toContain('migration applied');
  });

  test('refuses a wrong configuration with everything that is wrong', async () => {
    const run = start(CONFIGURATION.replace('port = 0', 'port = "any"').replace('"embedded"', '"oracle"'));
    expect(await run.exit).toBe(2);
    expect(run.output.stderr).toContain(
      'server.port: "any" is not allowed; allowed: a whole number from 0 to 65535',
    );
    expect(run.output.stderr).toContain('database.kind: "oracle" is not allowed; allowed:');
    expect(run.output.stdout).toBe('');
  });

  test('without a configuration it says how to use it', async () => {
    const run = start(null);
    expect(await run.exit).toBe(2);
    expect(run.output.stderr).toContain('Usage: records-service --config FILE');
  });

  test('a database that cannot be reached ends it with an error in the log', async () => {
    const run = start(
      CONFIGURATION.replace(
        'kind = "embedded"\nfolder = "deep/below/data"',
        `kind = "postgresql"\nurl = "postgresql://nobody:secret@localhost/none?host=${encodeURIComponent(folder)}"`,
      ),
    );
    expect(await run.exit).toBe(1);
    expect(run.output.stdout).toContain('ENOENT');
    expect(run.output.stdout + run.output.stderr).not.toContain('secret');
  });
});
