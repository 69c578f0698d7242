import { randomBytes, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { parse } from 'valibot';
import { expect } from 'vitest';
import type { SampleCitizen } from '#records-service/sample-data/citizens.ts';
import { Application } from '#shared/records-api/applications.ts';
import { OFFICE_DECISION_TYPE, OFFICE_QUERY_TYPE, type OfficeStep } from '#shared/records-api/office.ts';
import type { CardReadEvidence } from '#shared/records-api/sessions.ts';
import { type Answer, type Hall, OFFICE } from './hall.ts';

const PASSWORD = '284617';

/** A visit whose query password is entered, so that everything can be asked for. */
export async function visitVerified(
  hall: Hall,
  citizen: SampleCitizen,
  changes: Partial<CardReadEvidence> = {},
): Promise<string> {
  const { token } = await hall.visit(citizen, changes);
  const set = await hall.call('PUT', '/v1/query-password', { token, body: { newPassword: PASSWORD } });
  const now =
    set.status === 200
      ? set
      : await hall.call('POST', '/v1/query-password/verification', { token, body: { password: PASSWORD } });
  expect(now).toMatchObject({ status: 200, body: { verified: true } });
  return token;
}

export const write = (
  hall: Hall,
  token: string,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
): Promise<Answer> =>
  hall.call('POST', path, {
    token,
    ...(body === undefined ? {} : { body }),
    headers: { 'idempotency-key': key },
  });

/** Expects success and a whole case. */
export async function caseOf(answer: Answer | Promise<Answer>): Promise<Application> {
  const { status, body } = await answer;
  expect({ status, body }).toMatchObject({
    status: expect.toSatisfy((code) => code === 200 || code === 201),
  });
  return parse(Application, body);
}

interface Signing {
  readonly signer?: string;
  readonly kid?: string;
  readonly typ?: string;
}

async function sign(hall: Hall, payload: object, typ: string, { signer = OFFICE, kid = OFFICE }: Signing) {
  const key = hall.keys.get(signer);
  if (key === undefined) throw new Error(`no key of ${signer}`);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid, typ })
    .sign(key);
}

/** What an office decides, signed; `changes` go into the payload. */
export async function decide(
  hall: Hall,
  { number, state }: Pick<Application, 'number' | 'state'>,
  step: OfficeStep,
  changes: object = {},
  signing: Signing = {},
): Promise<Answer> {
  const payload = {
    officeId: OFFICE,
    signedAt: hall.now,
    decisionId: randomUUID(),
    caseNumber: number,
    expectedState: state,
    step,
    ...changes,
  };
  const request = await sign(hall, payload, signing.typ ?? OFFICE_DECISION_TYPE, signing);
  return hall.call('POST', '/v1/office/decisions', { body: { request } });
}

export async function officeCases(hall: Hall, changes: object = {}, signing: Signing = {}): Promise<Answer> {
  const payload = {
    officeId: OFFICE,
    signedAt: hall.now,
    nonce: randomBytes(16).toString('base64url'),
    after: null,
    limit: 100,
    ...changes,
  };
  const request = await sign(hall, payload, signing.typ ?? OFFICE_QUERY_TYPE, signing);
  return hall.call('POST', '/v1/office/cases', { body: { request } });
}

/** Every row of the tables of applications, to see that nothing was written. */
export const everythingKept = async (hall: Hall): Promise<unknown> =>
  Promise.all(
    ['application', 'application_event', 'contact_value', 'staff_change', 'idempotent_write'].map(
      async (table) => (await hall.rows(`select count(*)::int as rows from ${table}`))[0]?.['rows'],
    ),
  );
