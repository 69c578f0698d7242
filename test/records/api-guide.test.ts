import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUERY_PASSWORD, Stage } from './api-examples/stage.ts';
import { sampleCitizen } from './hall.ts';

/** Every command of docs/records-api.md is run as it stands there, and what it says to come back is compared. */
const guide = readFileSync(new URL('../../docs/records-api.md', import.meta.url), 'utf8');
const commands = [...guide.matchAll(/```sh\n(.*?)```\n+```(json|)\n(.*?)```/gs)].map(
  ([, command = '', kind = '', answer = '']) => ({ command, kind, answer: answer.trim() }),
);

let stage: Stage;
let environment: Record<string, string>;
beforeAll(async () => {
  stage = await Stage.open('embedded');
  const { hall } = stage;
  environment = {
    PATH: process.env['PATH'] ?? '',
    RECORDS: hall.url,
    EVIDENCE: await hall.evidence(sampleCitizen('in-work')),
    TOKEN: await stage.token('gaps'),
    QUERY_PASSWORD,
  };
});
afterAll(() => stage.close());

test('no command is without its answer', () => {
  expect(commands).toHaveLength(guide.match(/```sh/g)?.length ?? 0);
  expect(commands.length).toBeGreaterThan(8);
});

test.each(commands)('$command', async ({ command, kind, answer }) => {
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euc', command], {
    env: environment,
  });
  expect(stderr).toBe('');
  if (kind === 'json') expect(JSON.parse(stdout)).toMatchObject(JSON.parse(answer));
  else expect(stdout.trim()).toBe(answer);
});
