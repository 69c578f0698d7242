import { eq } from 'drizzle-orm';
import type { Sex } from '#shared/identity/citizen-number.ts';
import type { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { participation, person } from '../../database/schema.ts';
import { policyOn, type RegionCode, WHOLE_COUNTRY } from '../../policy-packs/policy-pack.ts';
import { RETIREMENT_RULES, type RetirementCategory } from '../../policy-packs/retirement-age.ts';
import { retirementDate } from '../../rules/retirement-age.ts';

/** What the rules of applications ask of somebody. */
export interface Applicant {
  readonly personId: number;
  readonly number: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: IsoDate;
  /** Null for somebody without a pension record. */
  readonly pension: {
    readonly region: RegionCode;
    readonly scheme: PensionScheme;
    readonly state: ParticipationState;
    readonly employerId: number | null;
    readonly since: YearMonth | null;
  } | null;
}

export async function readApplicant(database: Database, personId: number): Promise<Applicant> {
  const [found] = await database
    .select({ person, participation })
    .from(person)
    .leftJoin(participation, eq(participation.personId, person.personId))
    .where(eq(person.personId, personId));
  if (found === undefined) throw new Error('A session is of a person who is not on file');
  const { citizenNumber, name, sex, birthDate } = found.person;
  const record = found.participation;
  return {
    personId,
    number: citizenNumber,
    name,
    sex,
    birthDate,
    pension:
      record === null
        ? null
        : {
            region: record.region,
            scheme: record.scheme,
            state: record.state,
            employerId: record.employerId,
            since: record.pensionSince,
          },
  };
}

/**
 * Whether the statutory age is reached. The card does not tell a woman's post, and it is never guessed: without a pension
 * she counts from the later of her two ages.
 */
export function isRetired({ sex, birthDate, pension }: Applicant, today: IsoDate): boolean {
  const month = today.slice(0, 7);
  if (pension?.since !== undefined && pension.since !== null && pension.since <= month) return true;
  const { values } = policyOn('the retirement age', RETIREMENT_RULES, WHOLE_COUNTRY, today);
  const latest: Readonly<Record<Sex, RetirementCategory>> = { male: 'male', female: 'female55' };
  return retirementDate(birthDate.slice(0, 7), latest[sex], values).statutoryMonth <= month;
}
