import type { Fen } from '#shared/money/fen.ts';
import type { Contribution } from '#shared/records-api/pension.ts';
import { addMonths, type IsoDate, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import {
  BASE_LIMITS,
  type BaseLimits,
  type ContributionRates,
  EMPLOYEE_RATES,
  FLEXIBLE_WORKER_RATES,
  RESIDENT_TIERS,
} from '../policy-packs/contributions.ts';
import { DEMO_REGION, type PolicyPack, policyOn } from '../policy-packs/policy-pack.ts';
import { contributionAmounts, contributionBase } from '../rules/contribution.ts';
import type { SampleEmployer } from './employers.ts';

/** A contribution before it has an employer's id and its line in the month. */
export interface SampleContribution extends Omit<Contribution, 'employerName'> {
  readonly employer: SampleEmployer | null;
}

export interface Span {
  readonly from: YearMonth;
  /** Last month; left out while it goes on. */
  readonly to?: YearMonth;
}

export interface Employment extends Span {
  readonly employer: SampleEmployer;
  /** Wage as a share of the region's average, in per cent, in the first and in the twentieth year. */
  readonly wagePercent: readonly [number, number];
}

/** Wages that rise evenly reach their second value after so many months. */
const RISE_MONTHS = 240;

export function monthsOf(span: Span, cutOffMonth: YearMonth): YearMonth[] {
  const last = span.to !== undefined && span.to < cutOffMonth ? span.to : cutOffMonth;
  const count = monthIndex(last) - monthIndex(span.from) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, offset) => addMonths(span.from, offset));
}

/** Every month of an employment, each paid and credited in its own month. */
export function employment(spell: Employment, cutOffMonth: YearMonth): SampleContribution[] {
  let baseFen: Fen | null = null;
  return monthsOf(spell, cutOffMonth).map((month) => {
    if (baseFen === null || month.endsWith('-07')) baseFen = employmentBase(spell, month);
    return employeeMonth(month, spell.employer, baseFen, 'regular', month);
  });
}

/** The base of a payment year is last year's wage: it changes in July only. */
export function employmentBase(spell: Employment, month: YearMonth): Fen {
  const yearOfWork = Math.floor((monthIndex(july(month)) - monthIndex(spell.from)) / 12);
  const [first, later] = spell.wagePercent;
  const risen = Math.min(Math.max(yearOfWork, 0) * 12, RISE_MONTHS);
  const percent = first + Math.round(((later - first) * risen) / RISE_MONTHS);
  return baseAt(month, percent);
}

function july(month: YearMonth): YearMonth {
  const year = Number(month.slice(0, 4));
  return month.slice(5) >= '07' ? `${year}-07` : `${year - 1}-07`;
}

/** A share of the average wage in whole yuan, within the limits of the month. */
export function baseAt(month: YearMonth, percentOfAverage: number): Fen {
  const limits = limitsOf(month);
  const wageYuan = Math.round((limits.averageWageFen / 100) * (percentOfAverage / 100));
  return contributionBase(wageYuan * 100, limits);
}

export function limitsOf(month: YearMonth): BaseLimits {
  return inForce('the contribution base', BASE_LIMITS, month);
}

export function employeeMonth(
  forMonth: YearMonth,
  employer: SampleEmployer,
  baseFen: Fen,
  kind: 'regular' | 'madeUpAfterBreak' | 'madeUpLumpSum' | 'baseAdjustment',
  paidInMonth: YearMonth,
): SampleContribution {
  const rates = inForce('contribution rates', EMPLOYEE_RATES, forMonth);
  return credited(forMonth, employer, kind, baseFen, paidInMonth, rates);
}

export function flexibleMonth(month: YearMonth, percentOfAverage: number): SampleContribution {
  const rates = inForce('flexible workers’ rates', FLEXIBLE_WORKER_RATES, month);
  return credited(month, null, 'flexibleWorker', baseAt(month, percentOfAverage), month, rates);
}

/** A resident pays in March for the whole year; the subsidy follows in October. */
export function residentYear(year: number, ownFen: Fen, cutOffMonth: YearMonth): SampleContribution[] {
  const { tiers } = inForce('resident tiers', RESIDENT_TIERS, `${year}-01`);
  const tier = tiers.find((candidate) => candidate.ownFen === ownFen);
  if (tier === undefined) throw new RangeError(`No resident tier of ${ownFen} fen in ${year}`);
  const rowOf = (
    kind: 'residentOwn' | 'residentSubsidy',
    paidInMonth: YearMonth,
    personalFen: Fen,
    addedFen: Fen,
  ) => ({
    forMonth: `${year}-01`,
    paidInMonth,
    employer: null,
    kind,
    status: 'credited' as const,
    baseFen: null,
    personalFen,
    employerFen: 0,
    toAccountFen: personalFen + addedFen,
    creditedOn: dayOfCredit(paidInMonth),
  });
  return [
    rowOf('residentOwn', `${year}-03`, tier.ownFen, 0),
    rowOf('residentSubsidy', `${year}-10`, 0, tier.subsidyFen),
  ].filter((row) => row.paidInMonth <= cutOffMonth);
}

export function owed(row: SampleContribution): SampleContribution {
  return { ...row, status: 'owed', paidInMonth: null, toAccountFen: 0, creditedOn: null };
}

export function inTransit(row: SampleContribution): SampleContribution {
  return { ...row, status: 'inTransit', toAccountFen: 0, creditedOn: null };
}

/** Half of what was due has come in. */
export function halfCredited(row: SampleContribution): SampleContribution {
  return { ...row, status: 'partlyCredited', toAccountFen: Math.floor(row.toAccountFen / 2) };
}

export function refund(row: SampleContribution, paidInMonth: YearMonth): SampleContribution {
  return {
    ...row,
    kind: 'refund',
    paidInMonth,
    personalFen: -row.personalFen,
    employerFen: -row.employerFen,
    toAccountFen: -row.toAccountFen,
    creditedOn: dayOfCredit(paidInMonth),
  };
}

/** Money arrives between the 15th and the 25th. */
export function dayOfCredit(month: YearMonth): IsoDate {
  return `${month}-${15 + ((monthIndex(month) * 7) % 11)}`;
}

function credited(
  forMonth: YearMonth,
  employer: SampleEmployer | null,
  kind: Contribution['kind'],
  baseFen: Fen,
  paidInMonth: YearMonth,
  rates: ContributionRates,
): SampleContribution {
  return {
    forMonth,
    paidInMonth,
    employer,
    kind,
    status: 'credited',
    baseFen,
    ...contributionAmounts(baseFen, rates),
    creditedOn: dayOfCredit(paidInMonth),
  };
}

/** What was found for a month of a list of packs; a generator asks for the same months a million times. */
const found = new WeakMap<readonly PolicyPack<unknown>[], Map<YearMonth, unknown>>();

function inForce<Values>(what: string, packs: readonly PolicyPack<Values>[], month: YearMonth): Values {
  const ofMonth = found.get(packs) ?? new Map<YearMonth, unknown>();
  found.set(packs, ofMonth);
  const known = ofMonth.get(month) as Values | undefined;
  if (known !== undefined) return known;
  const { values } = policyOn(what, packs, DEMO_REGION, `${month}-01`);
  ofMonth.set(month, values);
  return values;
}
