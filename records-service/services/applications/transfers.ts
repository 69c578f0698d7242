import type { Contribution } from '#shared/records-api/pension.ts';
import type { TransferApplicationRequest } from '#shared/records-api/transfers.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { counts, monthLine } from '#shared/rules/month-line.ts';
import { chinaDate, monthIndex, monthOfIndex, type YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import { EMPLOYEE_TRANSFER, GOVERNMENT_TRANSFER, TRANSFER_PROCESS } from '../../policy-packs/transfer.ts';
import { WORK_CALENDAR } from '../../policy-packs/work-calendar.ts';
import {
  overlappingMonths,
  type TransferredFunds,
  temporaryAccount,
  transferFunds,
  type WagesOfYear,
} from '../../rules/transfer.ts';
import { addWorkingDays } from '../../rules/working-days.ts';
import { type AccountFault, accountYears } from '../pension/pension.ts';
import { type PensionRecord, readPensionRecord } from '../pension/record.ts';
import type { Applicant } from './applicant.ts';
import { ifPublished, packOf, workCalendarOf } from './policies.ts';
import { openCase, type RowOf, type Submitter } from './store.ts';

export const TRANSFER_PACKS = [EMPLOYEE_TRANSFER, GOVERNMENT_TRANSFER, TRANSFER_PROCESS, WORK_CALENDAR];

export type TransferRefusal =
  | {
      readonly type:
        | 'policyNotFound'
        | 'notOnFile'
        | 'transferNotNeeded'
        | 'transferNotPossible'
        | 'monthsNotInOrder'
        | 'applicationAlreadyOpen';
    }
  | { readonly type: 'accountDoesNotAddUp'; readonly fault: AccountFault };

const refuse = (type: Exclude<TransferRefusal['type'], 'accountDoesNotAddUp'>) => err({ type });

/** 基本养老保险关系转移接续 */
export async function applyForTransfer(
  transaction: Database,
  submitter: Submitter,
  applicant: Applicant,
  request: TransferApplicationRequest,
): Promise<Result<RowOf<'transfer'>, TransferRefusal>> {
  const record = await readPensionRecord(transaction, applicant.personId);
  if (record === null) return refuse('notOnFile');
  const direction = directionOf(request, record);
  if (!direction.ok) return refuse(direction.error);
  const today = chinaDate(submitter.nowMs);
  const process = packOf(TRANSFER_PROCESS, submitter.region, today);
  if (!process.ok) return refuse(process.error);
  const elsewhere = monthsElsewhere(request.elsewhere, today.slice(0, 7));
  if (!elsewhere.ok) return refuse(elsewhere.error);
  const funds = direction.value === 'out' ? fundsOf(request, record, today) : ok(null);
  if (!funds.ok) return err(funds.error);
  const opened = await openCase<'transfer'>(transaction, submitter, {
    kind: 'transfer',
    state: 'submitted',
    ...request,
    direction: direction.value,
    funds: funds.value,
    dataCutOff: record.dataCutOff,
    overlappingMonths: overlappingMonths(paidMonths(record), elsewhere.value),
    temporaryAccount: temporaryAccount(
      { birthDate: applicant.birthDate, sex: applicant.sex, householdThere: request.householdThere },
      today,
      process.value.values,
    ),
    targetDate: ifPublished(() =>
      addWorkingDays(today, process.value.values.targetWorkingDays, workCalendarOf),
    ),
  });
  return opened.ok ? opened : refuse(opened.error);
}

const sameProvince = (one: RegionCode, other: RegionCode): boolean => one.slice(0, 2) === other.slice(0, 2);

/**
 * Inside a province the relation of an enterprise's employee stays where it is (企业职工基本养老保险全国统筹). Who draws a
 * pension already, or is insured as a resident, moves by other ways.
 */
function directionOf(
  { fromRegion, toRegion, fromScheme, toScheme }: TransferApplicationRequest,
  record: PensionRecord,
): Result<'out' | 'in', 'transferNotNeeded' | 'transferNotPossible'> {
  const out = sameProvince(fromRegion, record.region);
  const into = sameProvince(toRegion, record.region);
  if (out && into && fromScheme === 'enterprise' && toScheme === 'enterprise')
    return err('transferNotNeeded');
  const movable =
    record.scheme === 'enterpriseEmployee' &&
    (record.state === 'contributing' || record.state === 'contributionPaused');
  // The record that is here is that of an enterprise’s employee.
  const fits = out ? fromScheme === 'enterprise' : into && toScheme === 'enterprise';
  return movable && fits ? ok(out ? 'out' : 'in') : err('transferNotPossible');
}

function fundsOf(
  { fromRegion, toRegion, fromScheme, toScheme }: TransferApplicationRequest,
  record: PensionRecord,
  today: string,
): Result<TransferredFunds, TransferRefusal> {
  const employee = packOf(EMPLOYEE_TRANSFER, record.region, today);
  const government = packOf(GOVERNMENT_TRANSFER, record.region, today);
  if (!employee.ok) return refuse(employee.error);
  if (!government.ok) return refuse(government.error);
  const years = accountYears(record);
  if (!years.ok) return err({ type: 'accountDoesNotAddUp', fault: years.error });
  return ok(
    transferFunds(
      { from: fromScheme, to: toScheme, crossesProvince: !sameProvince(fromRegion, toRegion) },
      years.value.at(-1)?.closingFen ?? 0,
      wagesOfYears(record.contributions),
      { employee: employee.value.values, government: government.value.values },
    ),
  );
}

/** 实际缴费工资 of each year: bases that money came for, corrections among them; a payment given back counts no more. */
export function wagesOfYears(contributions: readonly Contribution[]): WagesOfYear[] {
  const wages = new Map<number, number>();
  for (const { forMonth, baseFen, status, kind } of contributions) {
    if (baseFen === null || status !== 'credited') continue;
    const year = Number(forMonth.slice(0, 4));
    wages.set(year, (wages.get(year) ?? 0) + (kind === 'refund' ? -baseFen : baseFen));
  }
  return [...wages]
    .map(([year, wagesFen]) => ({ year, wagesFen }))
    .sort((one, other) => one.year - other.year);
}

const paidMonths = (record: PensionRecord): YearMonth[] =>
  monthLine(record.contributions, record.dataCutOff, record.endedBefore)
    .filter((month) => counts(month.state))
    .map((month) => month.month);

function monthsElsewhere(
  told: TransferApplicationRequest['elsewhere'],
  thisMonth: YearMonth,
): Result<YearMonth[], 'monthsNotInOrder'> {
  if (told === null) return ok([]);
  const { firstMonth, lastMonth } = told;
  if (firstMonth > lastMonth || lastMonth > thisMonth) return err('monthsNotInOrder');
  const first = monthIndex(firstMonth);
  return ok(
    Array.from({ length: monthIndex(lastMonth) - first + 1 }, (_, index) => monthOfIndex(first + index)),
  );
}
