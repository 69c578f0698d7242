import type { Sex } from '#shared/identity/citizen-number.ts';
import type { Contribution, ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { fieldsOfLines } from '../../database/pension-lines.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import type { AccountPayout } from '../../rules/account-table.ts';
import { contributionsOf, month } from './stored-contributions.ts';
import { readStoredRecord, type StoredRecord, WHOLE_HISTORY } from './stored-record.ts';

/** Everything on file about one person's pension, as the rules take it. */
export interface PensionRecord {
  readonly personId: number;
  readonly name: string;
  readonly number: string;
  readonly sex: Sex;
  readonly sample: boolean;
  readonly region: RegionCode;
  readonly scheme: PensionScheme;
  readonly state: ParticipationState;
  readonly employerName: string | null;
  readonly endedBefore: YearMonth | null;
  readonly pension: { readonly monthlyFen: number; readonly since: YearMonth } | null;
  /** Newest month first. */
  readonly contributions: readonly Contribution[];
  readonly payouts: readonly AccountPayout[];
  readonly dataCutOff: IsoDate;
}

/** @returns null for a person who has no pension record */
export async function readPensionRecord(database: Database, personId: number): Promise<PensionRecord | null> {
  const stored = await readStoredRecord(database, personId, WHOLE_HISTORY);
  if (stored === null) return null;
  const { name, sex, sample, region, scheme, state } = stored;
  return {
    personId,
    name,
    number: stored.citizen_number,
    sex,
    sample,
    region,
    scheme,
    state,
    employerName: stored.employer_name,
    endedBefore: stored.ended_before === null ? null : month(stored.ended_before),
    pension:
      stored.pension_since === null
        ? null
        : { monthlyFen: latestPensionFen(stored.latest_payment), since: month(stored.pension_since) },
    contributions: contributionsOf(stored),
    payouts: fieldsOfLines(stored.payouts).map(([paidMonth = '', , amountFen]) => ({
      paidMonth: month(paidMonth),
      amountFen: Number(amountFen),
    })),
    dataCutOff: cutOffOf(stored),
  };
}

export function cutOffOf({ cut_off }: StoredRecord): IsoDate {
  if (cut_off === null) throw new Error('The database does not say up to which day its records are complete');
  return cut_off;
}

/** @param payment `(202610,308153,134978,0,0,443131,paid,2026-10-20)` */
function latestPensionFen(payment: string | null): number {
  // Approved this month, first payment still to come.
  if (payment === null) return 0;
  const [, basicFen, accountFen, transitionalFen] = payment.slice(1, -1).split(',');
  return Number(basicFen) + Number(accountFen) + Number(transitionalFen);
}
