import { and, desc, eq, lt } from 'drizzle-orm';
import { isCitizenNumber } from '#shared/identity/citizen-number.ts';
import type { StaffChangeRequest } from '#shared/records-api/staff-changes.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate, type IsoDate, isIsoDate, type YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { application, participation, person, staffChange } from '../../database/schema.ts';
import { BASE_LIMITS, EMPLOYEE_RATES } from '../../policy-packs/contributions.ts';
import { policyOf, type RegionCode } from '../../policy-packs/policy-pack.ts';
import { STAFF_CHANGES, type StaffChanges } from '../../policy-packs/staff-changes.ts';
import { monthlyContribution } from '../../rules/contribution.ts';
import { type StaffChange, staffChangeDates, staffChangePapers } from '../../rules/staff-change.ts';
import { ifPublished, packOf, workCalendarOf } from './policies.ts';
import type { StaffChangeCase, ToldDates } from './staff-change-case.ts';
import { isOfKind, openCase, type Page, pageOf, type RowOf, type Submitter } from './store.ts';
import { type Unit, unitsOf } from './units.ts';

export type StaffChangeRefusal =
  | 'policyNotFound'
  | 'unitNotAuthorised'
  | 'workerNumberNotValid'
  | 'dateNotPossible'
  | 'workerNotOfUnit'
  | 'workerAlreadyOfUnit'
  | 'papersMissing'
  | 'applicationAlreadyOpen';

/** One entry of a unit's list. What the worker's record says of other units is for the office, and is not told here. */
export async function reportStaffChange(
  transaction: Database,
  submitter: Submitter,
  request: StaffChangeRequest,
): Promise<Result<RowOf<'staffChange'>, StaffChangeRefusal>> {
  const { personId, region, nowMs } = submitter;
  const today = chinaDate(nowMs);
  const [unit] = await unitsOf(transaction, personId, today, request.unitNumber);
  if (unit === undefined) return err('unitNotAuthorised');
  const rules = packOf(STAFF_CHANGES, region, today);
  if (!rules.ok) return rules;
  const dates = toldDates(today, rules.value.values);
  const { worker, workedFromOrUntil } = request;
  if (!isCitizenNumber(worker.number)) return err('workerNumberNotValid');
  if (!isIsoDate(workedFromOrUntil) || workedFromOrUntil.slice(0, 7) > dates.countsFrom)
    return err('dateNotPossible');
  const refused = await refuseWorker(transaction, unit, request);
  if (refused !== null) return err(refused);
  const { papers, follows } = staffChangePapers(changeOf(request), rules.value.values);
  const present = new Set(request.papers);
  if (papers.some(({ need, name }) => need === 'required' && !present.has(name))) return err('papersMissing');
  const contribution = contributionOf(request, region, dates.countsFrom);
  if (!contribution.ok) return contribution;
  const content: StaffChangeCase = {
    kind: 'staffChange',
    state: 'submitted',
    change: request.change,
    changeReason: request.reason,
    unitNumber: unit.unitNumber,
    employerName: unit.name,
    workerName: worker.name,
    workerNumber: worker.number,
    workedFromOrUntil,
    ...dates,
    contribution: contribution.value,
    papers: papers.filter(({ name }) => present.has(name)).map(({ name }) => name),
    follows,
  };
  const opened = await openCase<'staffChange'>(transaction, submitter, content);
  if (!opened.ok) return opened;
  return (await noteWorker(transaction, opened.value, unit)) ? opened : err('applicationAlreadyOpen');
}

/** @returns false where somebody of the unit has reported the same worker, and it still waits */
export async function noteWorker(
  transaction: Database,
  { applicationId, caseNumber, personId, content }: RowOf<'staffChange'>,
  { employerId }: Pick<Unit, 'employerId'>,
): Promise<boolean> {
  const noted = await transaction
    .insert(staffChange)
    .values({
      workerNumber: content.workerNumber,
      applicationId,
      employerId,
      caseNumber,
      personId,
      waiting: true,
    })
    .onConflictDoNothing()
    .returning({ caseNumber: staffChange.caseNumber });
  return noted.length === 1;
}

/** The next report of the same worker may come. */
export async function noteDecided(
  transaction: Database,
  { applicationId, content }: RowOf<'staffChange'>,
): Promise<void> {
  await transaction
    .update(staffChange)
    .set({ waiting: false })
    .where(
      and(eq(staffChange.workerNumber, content.workerNumber), eq(staffChange.applicationId, applicationId)),
    );
}

/** Who is to leave a unit must be on file with it, under that name; who is on file with it cannot come to it. */
async function refuseWorker(
  transaction: Database,
  { employerId }: Unit,
  { change, worker }: StaffChangeRequest,
): Promise<'workerNotOfUnit' | 'workerAlreadyOfUnit' | null> {
  const [onFile] = await transaction
    .select({ name: person.name, state: participation.state })
    .from(person)
    .innerJoin(participation, eq(participation.personId, person.personId))
    .where(and(eq(person.citizenNumber, worker.number), eq(participation.employerId, employerId)));
  const isOfUnit = onFile !== undefined && onFile.state === 'contributing';
  if (change === 'increase') return isOfUnit ? 'workerAlreadyOfUnit' : null;
  return isOfUnit && onFile.name.normalize('NFC') === worker.name.normalize('NFC') ? null : 'workerNotOfUnit';
}

/** Both unions are closed by the change, so that a reason of the one is never that of the other. */
const changeOf = (request: StaffChangeRequest): StaffChange =>
  request.change === 'increase'
    ? { change: 'increase', reason: request.reason }
    : { change: 'decrease', reason: request.reason };

function contributionOf(
  request: StaffChangeRequest,
  region: RegionCode,
  countsFrom: YearMonth,
): Result<StaffChangeCase['contribution'], 'policyNotFound'> {
  if (request.change === 'decrease') return ok(null);
  const limits = packOf(BASE_LIMITS, region, `${countsFrom}-01`);
  const rates = packOf(EMPLOYEE_RATES, region, `${countsFrom}-01`);
  if (!limits.ok) return limits;
  if (!rates.ok) return rates;
  const { baseFen, heldAt, personalFen, employerFen } = monthlyContribution(
    request.monthlyWageFen,
    limits.value.values,
    rates.value.values,
  );
  return ok({ baseFen, heldAt, personalFen, employerFen });
}

const EVERY_DAY_WORKED = () => ({ holidays: [], workedWeekendDays: [] });

/**
 * A report in December is paid in January, whose free days may not be published yet. Where deadlines do not move, only the date
 * that they would move to is left out then.
 * @throws PolicyGapError where they do move
 */
function toldDates(today: IsoDate, rules: StaffChanges): ToldDates {
  if (rules.movesToWorkingDay) return staffChangeDates(today, rules, workCalendarOf);
  return (
    ifPublished(() => staffChangeDates(today, rules, workCalendarOf)) ?? {
      ...staffChangeDates(today, rules, EVERY_DAY_WORKED),
      submitByIfMoved: null,
      payByIfMoved: null,
    }
  );
}

export const STAFF_CHANGE_PACKS = [STAFF_CHANGES, BASE_LIMITS, EMPLOYEE_RATES];

/** What to bring, and for which month a report of today counts. */
export function staffChangeRequirements(change: StaffChange, region: RegionCode, today: IsoDate) {
  const rules = packOf(STAFF_CHANGES, region, today);
  if (!rules.ok) return rules;
  const { papers, follows } = staffChangePapers(change, rules.value.values);
  return ok({
    change: change.change,
    ...toldDates(today, rules.value.values),
    papers: papers.map((paper) => ({ ...paper })),
    follows: [...follows],
    policies: [policyOf(rules.value)],
  });
}

/**
 * What units have reported of a worker, newest first.
 * @returns an error where `after` is no report of that worker
 */
export async function reportsOf(
  database: Database,
  workerNumber: string,
  { after, limit }: Page,
): Promise<
  Result<{ readonly rows: RowOf<'staffChange'>[]; readonly nextAfter: string | null }, 'applicationNotFound'>
> {
  const ofWorker = eq(staffChange.workerNumber, workerNumber);
  const [before] =
    after === null
      ? []
      : await database
          .select({ applicationId: staffChange.applicationId })
          .from(staffChange)
          .where(and(ofWorker, eq(staffChange.caseNumber, after)));
  if (after !== null && before === undefined) return err('applicationNotFound');
  const found = await database
    .select({ application })
    .from(staffChange)
    .innerJoin(
      application,
      and(eq(application.personId, staffChange.personId), eq(application.caseNumber, staffChange.caseNumber)),
    )
    .where(
      and(ofWorker, ...(before === undefined ? [] : [lt(staffChange.applicationId, before.applicationId)])),
    )
    .orderBy(desc(staffChange.applicationId))
    .limit(limit + 1);
  return ok(
    pageOf(
      found.flatMap(({ application: row }) => (isOfKind(row, 'staffChange') ? [row] : [])),
      limit,
    ),
  );
}
