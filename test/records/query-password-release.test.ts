import { randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OFFICE_PASSWORD_RELEASE_TYPE } from '#shared/records-api/office.ts';
import { DATABASES, Hall, OFFICE, sampleCitizen, TERMINAL } from './hall.ts';

const PASSWORD = '739154';
const CITIZEN = sampleCitizen('in-work');

describe.each(DATABASES)('at the counter, on %s,', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  async function released(changes: object = {}, signer: string = OFFICE) {
    const payload = {
      officeId: OFFICE,
      signedAt: hall.now,
      nonce: randomBytes(16).toString('base64url'),
      citizenNumber: CITIZEN.number,
      step: 'unlock',
      ...changes,
    };
    const key = hall.keys.get(signer);
    if (key === undefined) throw new Error(`no key of ${signer}`);
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid: OFFICE, typ: OFFICE_PASSWORD_RELEASE_TYPE })
      .sign(key);
  }
  const send = (request: string) =>
    hall.call('POST', '/v1/office/query-password-releases', { body: { request } });
  const entering = (token: string, password: string) =>
    hall.call('POST', '/v1/query-password/verification', { token, body: { password } });

  test('a locked query password is unlocked, and a forgotten one taken back, once for each request', async () => {
    expect(await send(await released())).toMatchObject({
      status: 409,
      body: { code: 'queryPasswordNotSet' },
    });
    const { token } = await hall.visit(CITIZEN);
    await hall.call('PUT', '/v1/query-password', { token, body: { newPassword: PASSWORD } });
    for (let tried = 0; tried < 5; tried += 1) await entering(token, '580372');
    expect(await entering(token, PASSWORD)).toMatchObject({ body: { code: 'queryPasswordLocked' } });

    const request = await released();
    const audit = await hall.auditOf(async () => {
      expect(await send(request)).toMatchObject({ status: 200, body: { isSet: true } });
    });
    expect(audit).toMatchObject([
      {
        event: 'queryPasswordReleased',
        person_id: expect.any(Number),
        details: { officeId: OFFICE, step: 'unlock' },
      },
    ]);
    expect(await entering(token, PASSWORD)).toMatchObject({ status: 200, body: { verified: true } });
    expect(await send(request)).toMatchObject({ status: 403, body: { code: 'officeRequestInvalid' } });

    expect(await send(await released({ step: 'takeBack' }))).toMatchObject({
      status: 200,
      body: { isSet: false },
    });
    expect(await hall.call('GET', '/v1/query-password', { token })).toMatchObject({
      body: { isSet: false, verified: false },
    });
    expect(
      await hall.call('PUT', '/v1/query-password', { token, body: { newPassword: '402918' } }),
    ).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['of a terminal', {}, TERMINAL, 403, 'officeRequestInvalid'],
    ['too old', { signedAt: Date.parse('2026-11-22T02:28:00Z') }, OFFICE, 403, 'officeRequestStale'],
    ['with a step that there is not', { step: 'read' }, OFFICE, 403, 'officeRequestInvalid'],
    [
      'for nobody on file',
      { citizenNumber: sampleCitizen('nobody-on-file').number },
      OFFICE,
      404,
      'notOnFile',
    ],
  ])('a request %s does nothing, and is on record', async (_name, changes, signer, status, code) => {
    const audit = await hall.auditOf(async () => {
      expect(await send(await released(changes, signer))).toMatchObject({ status, body: { code } });
    });
    expect(audit).toMatchObject([{ event: 'officeRefused', details: { code } }]);
  });

  test('an office that decides other things alone releases nobody’s', async () => {
    await hall.rows(`update office set kinds = '["offSiteFiling"]' where office_id = $1`, [OFFICE]);
    expect(await send(await released())).toMatchObject({
      status: 403,
      body: { code: 'officeRequestInvalid' },
    });
  });
});
