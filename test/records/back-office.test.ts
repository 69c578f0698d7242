import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Application } from '#shared/records-api/applications.ts';
import { buildFake } from '../fakes/build-fake.ts';
import { FakeDevice } from '../fakes/fake-client.ts';
import { caseOf, visitVerified, write } from './application-calls.ts';
import { Hall, OFFICE, sampleCitizen } from './hall.ts';

let hall: Hall;
let folder: string;
let office: FakeDevice;
beforeAll(async () => {
  await buildFake('back-office');
  hall = await Hall.open('embedded');
  // The office runs by the clock of the machine.
  hall.now = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'back-office-'));
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const { x } = publicKey.export({ format: 'jwk' });
  await hall.rows(
    `update office set public_key = jsonb_set(public_key, '{x}', to_jsonb($1::text)) where office_id = $2`,
    [x, OFFICE],
  );
  const args = [
    '--records',
    hall.url,
    '--office',
    OFFICE,
    '--key',
    join(folder, 'key.pem'),
    '--after-s',
    '1',
  ];
  office = await FakeDevice.start('back-office', args);
});
afterAll(async () => {
  await office?.stop();
  await hall?.close();
  await rm(folder, { recursive: true });
});

test('a citizen’s objection is taken up and answered without anybody’s hand', async () => {
  const token = await visitVerified(hall, sampleCitizen('made-up'));
  const filed = await caseOf(
    write(hall, token, '/v1/objections', {
      target: { type: 'accountYear', year: 2020 },
      reason: 'interestWrong',
      remark: null,
    }),
  );
  await expect
    .poll(
      async () => {
        hall.now = Date.now();
        return (await hall.ask(Application, `/v1/applications/${filed.number}`, token)).state;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe('corrected');
  const { history, reason } = await hall.ask(Application, `/v1/applications/${filed.number}`, token);
  expect(history.map(({ by }) => by)).toEqual(['citizen', 'office', 'office']);
  expect(reason).toContain('演示');
});

test('switched off it decides nothing, and says so', async () => {
  expect(await office.call('PUT /power', { on: false })).toMatchObject({ power: false, trouble: null });
});
