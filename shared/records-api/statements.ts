import * as v from 'valibot';
import { StatementJobId, StatementKind, StatementParameters } from '../protocol/statements.ts';
import { IsoDateText } from './common.ts';
import { AccountYear, Contribution, ParticipationState, PensionScheme } from './pension.ts';

/** `POST /v1/statements`: the same jobId always gives the same statement, number and code. */
export const IssueStatementRequest = v.strictObject({
  jobId: StatementJobId,
  kind: StatementKind,
  parameters: StatementParameters,
});
export type IssueStatementRequest = v.InferOutput<typeof IssueStatementRequest>;

/** Everything that stands on the paper of a pension account statement. Goes to the daemon, never to the page. */
export const PensionAccountStatement = v.strictObject({
  kind: v.literal('pensionAccount'),
  /**
   * 25 digits: 6 region | 4 terminal | 8 yyyymmdd | 6 serial | 1 check (Luhn).
   */
  number: v.pipe(v.string(), v.regex(/^\d{25}$/)),
  /** 16 characters without 0 O 1 I L. */
  verificationCode: v.pipe(v.string(), v.regex(/^[2-9A-HJKMNP-Z]{16}$/)),
  /** Stands in the QR: number and code, no personal datum. */
  verificationUrl: v.pipe(v.string(), v.url()),
  verifiableUntil: IsoDateText,
  /** First 8 hex digits of the SM3 digest over the canonical content. */
  digest: v.pipe(v.string(), v.regex(/^[0-9A-F]{8}$/)),
  issuer: v.string(),
  region: v.string(),
  /** Epoch milliseconds. */
  issuedAt: v.number(),
  dataCutOff: IsoDateText,
  /** Invented citizens: the paper carries 样张 across the page. */
  sample: v.boolean(),
  /** 1 for the first; a deliberate reprint has its own number and says 第 n 次打印. */
  printing: v.pipe(v.number(), v.integer(), v.minValue(1)),
  person: v.strictObject({
    name: v.string(),
    /** Masked already where the citizen asked for it. */
    number: v.string(),
    sex: v.picklist(['male', 'female']),
    scheme: PensionScheme,
    participation: ParticipationState,
    employerName: v.nullable(v.string()),
    firstMonth: v.nullable(v.string()),
    paidMonths: v.number(),
  }),
  /** The last twelve months with a record, oldest first. */
  recentContributions: v.array(Contribution),
  /** The whole account, oldest first. */
  years: v.array(AccountYear),
});
export type PensionAccountStatement = v.InferOutput<typeof PensionAccountStatement>;
