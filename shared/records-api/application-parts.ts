import * as v from 'valibot';
import { Policy } from './policies.ts';
import { RegionText } from './regions.ts';

/** What a citizen or a unit's agent may hand in. */
export const APPLICATION_KINDS = [
  'offSiteFiling',
  'baseDeclaration',
  'transfer',
  'objection',
  'contactChange',
  'staffChange',
] as const;
export const ApplicationKind = v.picklist(APPLICATION_KINDS);
export type ApplicationKind = v.InferOutput<typeof ApplicationKind>;

/**
 * 25 digits, from the same series as the numbers of statements, so that no case has the number of a statement:
 * 6 region | 4 terminal | 8 yyyymmdd | 6 serial | 1 check (Luhn).
 */
export const CaseNumber = v.pipe(v.string(), v.regex(/^\d{25}$/, '25 digits'));
export const ApplicationParams = v.strictObject({ number: CaseNumber });

/** What people write: no control characters, no blanks around it. */
export const plainText = (maxCharacters: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u, 'a line of text without blanks around it'),
    v.maxLength(maxCharacters),
  );

/** Where somebody lives. */
export const AddressText = plainText(100);
/** Why an office or a citizen did something; the citizen reads it. */
export const ReasonText = plainText(200);

/** Who has to act next. `region` says which office of a transfer. */
export const ApplicationHolder = v.strictObject({
  who: v.picklist(['office', 'originOffice', 'destinationOffice', 'nobody']),
  region: v.nullable(RegionText),
  /** Epoch milliseconds. */
  since: v.number(),
});
export type ApplicationHolder = v.InferOutput<typeof ApplicationHolder>;

/** `rule`: nobody decided, the text of a rule did. */
export const ApplicationActor = v.picklist(['citizen', 'office', 'rule']);
export type ApplicationActor = v.InferOutput<typeof ApplicationActor>;

/** What every application has, with the states of its kind. */
export const applicationEntries = <State extends v.GenericSchema<string>>(state: State) => ({
  number: CaseNumber,
  state,
  /** Epoch milliseconds. */
  submittedAt: v.number(),
  /** Of the last step. */
  changedAt: v.number(),
  holder: ApplicationHolder,
  /** What was given with the last step. */
  reason: v.nullable(v.string()),
  /** Oldest first; never changed afterwards. */
  history: v.array(
    v.strictObject({
      /** Null for the first. */
      from: v.nullable(state),
      to: state,
      at: v.number(),
      by: ApplicationActor,
      reason: v.nullable(v.string()),
    }),
  ),
  policies: v.array(Policy),
});
