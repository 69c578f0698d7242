import { timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { maskName } from '#shared/identity/mask.ts';
import { StatementKind } from '#shared/protocol/statements.ts';
import { IsoDateText } from '#shared/records-api/common.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { statement } from '../../database/schema.ts';
import { hasLuhnCheckDigit } from '../../rules/luhn.ts';

/** `n` and `c` of the address in a statement's QR. */
export const VerificationQuery = v.strictObject({
  n: v.pipe(v.string(), v.regex(/^\d{25}$/, 'a statement number of 25 digits')),
  c: v.pipe(v.string(), v.regex(/^[2-9A-HJKMNP-Z]{16}$/, 'a verification code of 16 characters')),
});
export type VerificationQuery = v.InferOutput<typeof VerificationQuery>;

/** `GET /v1/verifications`. A wrong number and a wrong code look the same from outside. */
export const Verification = v.variant('state', [
  v.strictObject({
    state: v.literal('valid'),
    kind: StatementKind,
    issuedOn: IsoDateText,
    verifiableUntil: IsoDateText,
    maskedName: v.string(),
    /** Stands on the paper too: whoever holds it can compare. */
    digest: v.string(),
    /** An invented citizen's. */
    sample: v.boolean(),
  }),
  v.strictObject({
    state: v.literal('expired'),
    kind: StatementKind,
    issuedOn: IsoDateText,
    verifiableUntil: IsoDateText,
  }),
  v.strictObject({ state: v.literal('unknown') }),
]);
export type Verification = v.InferOutput<typeof Verification>;

export async function verifyStatement(
  database: Database,
  audit: AuditLog,
  query: VerificationQuery,
  nowMs: number,
): Promise<Verification> {
  const answer = await find(database, query, nowMs);
  await audit.write(database, 'statementVerified', {
    statementNumber: answer.state === 'unknown' ? null : query.n,
    outcome: answer.state,
  });
  return answer;
}

async function find(database: Database, { n, c }: VerificationQuery, nowMs: number): Promise<Verification> {
  if (!hasLuhnCheckDigit(n)) return { state: 'unknown' };
  const [found] = await database.select().from(statement).where(eq(statement.statementNumber, n));
  if (found === undefined || !isSame(found.verificationCode, c)) return { state: 'unknown' };
  const { kind, issuedOn, verifiableUntil, content } = found;
  if (chinaDate(nowMs) > verifiableUntil) return { state: 'expired', kind, issuedOn, verifiableUntil };
  return {
    state: 'valid',
    kind,
    issuedOn,
    verifiableUntil,
    maskedName: maskName(content.person.name),
    digest: content.digest,
    sample: content.sample,
  };
}

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
