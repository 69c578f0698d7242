import type { Sex } from '#shared/identity/citizen-number.ts';
import type { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import type { Database } from '../../database/database.ts';
import { type NamedStatement, rowsOf } from '../../database/named-statement.ts';

/**
 * Everything that is asked of a person's pension: one way to the server and back, one moment of the database.
 * $1 person, $2 first year of the first row that is wanted. The lines of all periods come as one text, oldest first: `(…)","(…)`.
 *
 * The person stands behind a `select` where the table is in partitions: the server would plan the statement anew for each
 * of them, because it likes a plan for one partition better, and planning takes it longer than the answer.
 */
const PENSION_RECORD: NamedStatement = {
  name: 'pension_record',
  text: `
select person.name, person.citizen_number, person.sex, person.sample, participation.region, participation.scheme,
  participation.state, employer.name as employer_name, participation.ended_before::text, participation.pension_since::text,
  (select cut_off::text from data_cut_off) as cut_off, history.*
from participation
join person on person.person_id = participation.person_id
left join employer on employer.employer_id = participation.employer_id
cross join (
  with period as materialized (
    select since_year, contributions, pension_payments, account_payouts from pension_history
    where person_id = (select $1::bigint) and since_year >= $2
  )
  select string_agg(btrim(contributions::text, '{"}'), '","' order by since_year) as contributions,
    string_agg(btrim(account_payouts::text, '{"}'), '","' order by since_year) as payouts,
    (array_agg(pension_payments[cardinality(pension_payments)] order by since_year desc)
      filter (where pension_payments is not null))[1]::text as latest_payment,
    (select json_object_agg(payer.employer_id, payer.name)::text from employer payer where payer.employer_id = any(
      array(select distinct line.employer_id from period, unnest(contributions) line))) as payers
  from period
) history
where participation.person_id = $1`.trimStart(),
};

/** No year is before it. */
export const WHOLE_HISTORY = 0;

/** As the database has it, and its checks allow it. */
export interface StoredRecord {
  readonly name: string;
  readonly citizen_number: string;
  readonly sex: Sex;
  readonly sample: boolean;
  readonly region: string;
  readonly scheme: PensionScheme;
  readonly state: ParticipationState;
  readonly employer_name: string | null;
  /** `202611`, as all months here. */
  readonly ended_before: string | null;
  readonly pension_since: string | null;
  readonly cut_off: string | null;
  readonly contributions: string | null;
  readonly payouts: string | null;
  /** One line: `(202610,308153,134978,0,0,443131,paid,2026-10-20)` */
  readonly latest_payment: string | null;
  /** JSON: the names of those who paid, by id. */
  readonly payers: string | null;
}

/**
 * @param sinceYear first year of the first row that is wanted, see `periodOf`
 * @returns null for a person who has no pension record
 */
export async function readStoredRecord(
  database: Database,
  personId: number,
  sinceYear: number,
): Promise<StoredRecord | null> {
  const [stored] = await rowsOf(database, PENSION_RECORD, [personId, sinceYear]);
  return stored === undefined ? null : (stored as unknown as StoredRecord);
}
