import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDatabase } from './databases.ts';
import { sampleCitizen } from './hall.ts';
import { call, configurationOf, EMBEDDED, onServer, readyPort, Workplace } from './service-process.ts';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.open();
});
afterEach(() => workplace.close());

const CONFIGURATION = configurationOf(EMBEDDED);

describe('the program', () => {
  test('starts on an empty folder, keeps others out of it, stops when told, and finds its data again', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const run = await workplace.start(CONFIGURATION);
      const port = await readyPort(run);
      expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
      const second = await workplace.start(CONFIGURATION);
      expect(await second.exit).toBe(1);
      expect(second.output.stderr).toMatch(
        new RegExp(
          `cannot start: .*deep/below/data is in use by process ${run.child.pid}: an embedded database`,
        ),
      );
      run.child.kill(signal);
      expect(await run.exit).toBe(0);
      expect(run.output.stdout).toContain('records service stopped');
      expect(run.output.stdout.includes('sampleDataWritten')).toBe(signal === 'SIGTERM');
      for (const line of run.output.stdout.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
      expect(run.output.stderr).toBe('');
    }
  }, 120_000);

  test('killed while it writes, it loses nothing that it said, and its folder opens again', async () => {
    const papers: { readonly jobId: string; readonly number: string }[] = [];
    const first = await workplace.start(CONFIGURATION);
    const port = await readyPort(first);
    const writing = Promise.allSettled(
      [1, 2, 3].map(async () => {
        for (;;) {
          const jobId = randomUUID();
          papers.push({ jobId, number: await print(port, jobId) });
        }
      }),
    );
    await vi.waitFor(() => expect(papers.length).toBeGreaterThan(5), { timeout: 20_000 });
    first.child.kill('SIGKILL');
    await first.exit;
    await writing;
    const second = await workplace.start(CONFIGURATION);
    const portNow = await readyPort(second);
    for (const { jobId, number } of papers) expect(await print(portNow, jobId)).toBe(number);
    expect(second.output.stdout).not.toContain('sampleDataWritten');
    expect(second.output.stdout).not.toContain('migration applied');
  });

  test('refuses a wrong configuration with everything that is wrong', async () => {
    const run = await workplace.start(
      CONFIGURATION.replace('port = 0', 'port = "any"').replace('"embedded"', '"oracle"'),
    );
    expect(await run.exit).toBe(2);
    expect(run.output.stderr).toContain(
      'server.port: "any" is not allowed; allowed: a whole number from 0 to 65535',
    );
    expect(run.output.stderr).toContain('database.kind: "oracle" is not allowed; allowed:');
    expect(run.output.stdout).toBe('');
  });

  test('without a configuration, or with anything else, it says how to use it', async () => {
    for (const run of [
      await workplace.start(null),
      await workplace.start(null, { args: ['--database', 'postgres://localhost/records'] }),
      await workplace.start(CONFIGURATION, { args: ['--databse', 'postgres://nobody:secret@localhost'] }),
    ]) {
      expect(await run.exit).toBe(2);
      expect(run.output.stderr).toContain('Usage: records-service --config FILE');
      expect(run.output.stderr).not.toContain('secret');
    }
  });

  test.each([
    ['--database', 'mysql://nobody:secret@localhost/records', 'it is not a PostgreSQL address'],
    ['--database', 'postgres://nobody:secret@db/records?sslmode=prefer', 'sslmode must be disable, require'],
    ['--port', '99999', 'a whole number from 0 to 65535'],
  ])('refuses %s %s', async (option, value, sentence) => {
    const run = await workplace.start(CONFIGURATION, { args: [option, value] });
    expect(await run.exit).toBe(2);
    expect(run.output.stderr).toContain(`${option} is refused`);
    expect(run.output.stderr).toContain(sentence);
    expect(run.output.stderr).not.toContain('secret');
  });

  test('a database that cannot be reached ends it with a sentence, and no password', async () => {
    const url = `postgresql://nobody:secret@localhost/none?host=${encodeURIComponent(workplace.folder)}`;
    const run = await workplace.start(configurationOf(onServer(url)));
    expect(await run.exit).toBe(1);
    expect(run.output.stderr).toContain('cannot start: the database cannot be reached: there is no socket');
    expect(run.output.stdout + run.output.stderr).not.toContain('secret');
  });

  test('a port that is in use ends it with a sentence', async () => {
    const onNew = async (...args: string[]) =>
      workplace.start(CONFIGURATION, { args: [...args, '--database', await createDatabase()] });
    const port = await readyPort(await onNew());
    const run = await onNew('--port', String(port));
    expect(await run.exit).toBe(1);
    expect(run.output.stderr).toContain(`cannot start: port ${port} is in use`);
  });
});

describe('the program on a server', () => {
  test('that the command line names: takes it instead of the file’s, and warns of a password there', async () => {
    const url = await createDatabase();
    const run = await workplace.start(CONFIGURATION, {
      args: ['--database', url.replace('postgres@', 'postgres:top-s3cret@')],
    });
    const port = await readyPort(run);
    expect(await rowsOf(url, 'select count(*) > 10 as filled from person')).toEqual([{ filled: true }]);
    expect(await call(port, 'GET', '/health')).toMatchObject({ status: 200 });
    expect(run.output.stderr).toMatch(/read the password on the command line.*PGPASSWORD.*PGPASSFILE/s);
    expect(run.output.stderr + run.output.stdout).not.toContain('s3cret');
  });

  test('where real people are on file: refuses invented ones, and lets no terminal of a demonstration in', async () => {
    const url = await createDatabase();
    const real = await workplace.start(
      configurationOf(onServer(url), false).replace(/\[\[terminal[\s\S]*/, ''),
    );
    await readyPort(real);
    await rowsOf(
      url,
      "insert into person (citizen_number, name, sex, birth_date, sample) values ('999999198405120117', '实', 'male', '1984-05-12', false)",
    );
    const demonstration = await workplace.start(configurationOf(onServer(url)));
    expect(await demonstration.exit).toBe(1);
    expect(demonstration.output.stderr).toContain('sampleData.enabled: real people are on file');
    expect(await rowsOf(url, 'select terminal_id from terminal')).toEqual([]);
    expect(await rowsOf(url, 'select count(*)::int as people from person')).toEqual([{ people: 1 }]);
  });

  test('whose tables are another program’s: refuses', async () => {
    const url = await createDatabase();
    await rowsOf(url, 'create table person (id integer)');
    const run = await workplace.start(configurationOf(onServer(url)));
    expect(await run.exit).toBe(1);
    expect(run.output.stderr).toMatch(/cannot start: .*0001-records.*has something of that name already/);
    expect(await rowsOf(url, "select 1 as one from pg_tables where tablename = 'session'")).toEqual([]);
  });

  test('that keeps texts in another encoding: refuses', async () => {
    const url = await createDatabase("encoding 'LATIN1' locale 'C' template template0");
    const run = await workplace.start(configurationOf(onServer(url)));
    expect(await run.exit).toBe(1);
    expect(run.output.stderr).toMatch(/the database has the encoding LATIN1; allowed: UTF8/);
  });

  test('as a role that may not make tables: refuses; once they are there, it serves', async () => {
    const url = await createDatabase();
    const role = `clerk_${randomUUID().slice(0, 8)}`;
    await rowsOf(url, `create role ${role} login`);
    const asClerk = configurationOf(onServer(url.replace('postgres@', `${role}@`)));
    const early = await workplace.start(asClerk);
    expect(await early.exit).toBe(1);
    expect(early.output.stderr).toMatch(/cannot start: .*may not make tables in the schema public/);

    const owner = await workplace.start(configurationOf(onServer(url)));
    await readyPort(owner);
    owner.child.kill('SIGTERM');
    await owner.exit;
    await rowsOf(url, `grant select on all tables in schema public to ${role}`);
    const reader = await workplace.start(asClerk);
    expect(await reader.exit).toBe(1);
    expect(reader.output.stderr).toMatch(/cannot start: .*may not write/);
    await rowsOf(url, `grant select, insert, update, delete on all tables in schema public to ${role}`);
    const port = await readyPort(await workplace.start(asClerk));
    const opened = await call(port, 'POST', '/v1/sessions', {
      body: { evidence: await workplace.evidence(sampleCitizen('in-work')) },
    });
    expect(opened.status).toBe(201);
  });
});

/** Number of the statement that a job gets, in a session of its own. */
async function print(port: number, jobId: string): Promise<string> {
  const evidence = await workplace.evidence(sampleCitizen('just-started'));
  const opened = await call(port, 'POST', '/v1/sessions', { body: { evidence } });
  const { token } = opened.body as { token: string };
  const issued = await call(port, 'POST', '/v1/statements', {
    token,
    body: { jobId, kind: 'pensionAccount', parameters: { hideNumber: false } },
  });
  expect(issued.status).toBe(200);
  return (issued.body as { number: string }).number;
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
