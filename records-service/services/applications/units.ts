import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { employer, unitAgent } from '../../database/schema.ts';

export interface Unit {
  readonly employerId: number;
  readonly unitNumber: string;
  readonly name: string;
}

/** Those for which somebody may act on that day. */
export async function unitsOf(
  database: Database,
  personId: number,
  today: IsoDate,
  unitNumber: string | null = null,
): Promise<Unit[]> {
  return database
    .select({ employerId: employer.employerId, unitNumber: employer.unitNumber, name: employer.name })
    .from(unitAgent)
    .innerJoin(employer, eq(employer.employerId, unitAgent.employerId))
    .where(
      and(
        eq(unitAgent.personId, personId),
        lte(unitAgent.authorisedFrom, today),
        or(isNull(unitAgent.authorisedUntil), gte(unitAgent.authorisedUntil, today)),
        ...(unitNumber === null ? [] : [eq(employer.unitNumber, unitNumber)]),
      ),
    )
    .orderBy(asc(employer.unitNumber));
}
