import type {
  AccountTable,
  AccountYear,
  ContributionHistory,
  PensionSummary,
} from '#shared/records-api/pension.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { counts, monthLine } from '#shared/rules/month-line.ts';
import { accountPolicy } from '../../policy-packs/account-policy.ts';
import { accountTable, brokenYear } from '../../rules/account-table.ts';
import { cutOffOf, type PensionRecord } from './record.ts';
import { contributionsJson } from './stored-contributions.ts';
import type { StoredRecord } from './stored-record.ts';

/** A line of the account table that breaks its sum. Nothing computed from it may be given out. */
export interface AccountFault {
  readonly year: number;
}

export function contributionHistory(record: PensionRecord): ContributionHistory {
  return { contributions: [...record.contributions], dataCutOff: record.dataCutOff };
}

/** The JSON of `contributionHistory`, from what the database gave. */
export function contributionHistoryJson(stored: StoredRecord): string {
  return `{"contributions":${contributionsJson(stored)},"dataCutOff":"${cutOffOf(stored)}"}`;
}

export function accountYears(record: PensionRecord): Result<AccountYear[], AccountFault> {
  const policy = accountPolicy(record.region, record.scheme);
  const years = accountTable(record.contributions, record.payouts, policy, record.dataCutOff);
  const year = brokenYear(years);
  return year === null ? ok(years) : err({ year });
}

export function pensionAccountTable(record: PensionRecord): Result<AccountTable, AccountFault> {
  const years = accountYears(record);
  if (!years.ok) return years;
  const policies = accountPolicy(record.region, record.scheme).policiesOf(
    years.value.map(({ year }) => year),
  );
  return ok({ years: years.value, policies, dataCutOff: record.dataCutOff });
}

export function pensionSummary(record: PensionRecord): Result<PensionSummary, AccountFault> {
  const years = accountYears(record);
  if (!years.ok) return years;
  const latest = years.value.at(-1);
  const line = monthLine(record.contributions, record.dataCutOff, record.endedBefore);
  const year = Number(record.dataCutOff.slice(0, 4));
  const ofYear = (month: string) => month.startsWith(`${year}-`);
  return ok({
    scheme: record.scheme,
    participation: record.state,
    employerName: record.employerName,
    firstMonth: line[0]?.month ?? null,
    paidMonths: line.filter((month) => counts(month.state)).length,
    gapMonths: line.filter((month) => month.state === 'gap').length,
    owedMonths: line.filter((month) => month.state === 'owed').length,
    balanceFen: latest?.closingFen ?? 0,
    balanceProvisional: latest?.provisional ?? false,
    currentBaseFen: currentBase(record),
    currentYear: {
      year,
      paidMonths: line.filter((month) => ofYear(month.month) && counts(month.state)).length,
      personalFen: record.contributions
        .filter((row) => ofYear(row.forMonth) && row.status === 'credited')
        .reduce((sum, row) => sum + row.personalFen, 0),
    },
    pension: record.pension === null ? null : { ...record.pension },
    dataCutOff: record.dataCutOff,
  });
}

/** Base of the newest monthly payment, while payments go on. */
function currentBase(record: PensionRecord): number | null {
  if (record.state !== 'contributing') return null;
  const newest = record.contributions.find((row) => row.kind === 'regular' || row.kind === 'flexibleWorker');
  return newest?.baseFen ?? null;
}
