import { timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { maskName } from '#shared/identity/mask.ts';
import { StatementKind } from '#shared/protocol/statements.ts';
import { IsoDateText } from '#shared/records-api/common.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { statement } from '../../database/schema.ts';
import type { ServiceRules } from '../../policy-packs/service-rules.ts';
import { countWrongTry, lockedUntil, verificationLimits } from './verification-tries.ts';

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

/** How many wrong tries there were is the caller's to know: `tooManyTries` is answered until then (epoch milliseconds). */
export type VerificationOutcome = Result<
  Verification,
  { readonly code: 'tooManyTries'; readonly until: number }
>;

/**
 * Says whether a paper is genuine. A number that was never given out, a wrong code and a mistyped number are one answer,
 * which takes the same steps and counts as the same wrong try.
 * @param network who asks, as far as that is counted
 */
export async function verifyStatement(
  database: Database,
  audit: AuditLog,
  rules: ServiceRules['verification'],
  query: VerificationQuery,
  network: string,
  nowMs: number,
): Promise<VerificationOutcome> {
  const limits = verificationLimits(query.n, network, rules, nowMs);
  const locked = await lockedUntil(database, limits);
  if (locked !== null) return err({ code: 'tooManyTries', until: locked });
  const answer = await find(database, query, nowMs);
  if (answer.state === 'unknown') {
    const beyond = await countWrongTry(database, limits, nowMs);
    if (beyond !== null) return err({ code: 'tooManyTries', until: beyond });
  }
  await audit.write(database, 'statementVerified', {
    statementNumber: answer.state === 'unknown' ? null : query.n,
    outcome: answer.state,
  });
  return ok(answer);
}

async function find(database: Database, { n, c }: VerificationQuery, nowMs: number): Promise<Verification> {
  // The content is read only where the code is right: its size would tell that there is such a number.
  const [known] = await database
    .select({ verificationCode: statement.verificationCode })
    .from(statement)
    .where(eq(statement.statementNumber, n));
  if (!isSame(known?.verificationCode ?? NO_CODE, c) || known === undefined) return { state: 'unknown' };
  const [found] = await database.select().from(statement).where(eq(statement.statementNumber, n));
  if (found === undefined) throw new Error('A statement is there and then is not');
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

/** As long as a code, and none: 0 is not among its characters. */
const NO_CODE = '0'.repeat(16);

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What somebody typed from a paper, as it stands on it: spaces, full-width digits and small letters do not count. */
export const asTyped = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .toUpperCase();
