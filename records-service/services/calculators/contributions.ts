import type * as v from 'valibot';
import type {
  BaseDeclarationAnswer,
  BaseDeclarationRequest,
  ContributionAnswer,
  ContributionGapAnswer,
  ContributionGapRequest,
  ContributionRequest,
  ResidentContributionAnswer,
  ResidentContributionRequest,
  ResidentPensionAnswer,
  ResidentPensionRequest,
  RetirementNoticeAnswer,
  RetirementNoticeRequest,
} from '#shared/records-api/contribution-calculators.ts';
import { ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { BASE_DECLARATION } from '../../policy-packs/base-declaration.ts';
import {
  BASE_LIMITS,
  EMPLOYEE_RATES,
  FLEXIBLE_WORKER_RATES,
  RESIDENT_TIERS,
} from '../../policy-packs/contributions.ts';
import { MEDICAL_INTERRUPTION } from '../../policy-packs/medical-interruption.ts';
import { ONLINE_PAYMENT } from '../../policy-packs/payments.ts';
import { PENSION_FORMULA } from '../../policy-packs/pension-benefit.ts';
import { type PolicyPack, policyOf, policyOn, WHOLE_COUNTRY } from '../../policy-packs/policy-pack.ts';
import { RESIDENT_PENSION } from '../../policy-packs/resident-pension.ts';
import { RETIREMENT_RULES } from '../../policy-packs/retirement-age.ts';
import {
  type DeclaredBase,
  declarationChoices,
  declarationOpen,
  declareBase,
  indexAfter,
} from '../../rules/base-declaration.ts';
import { monthlyContribution, residentContribution } from '../../rules/contribution.ts';
import { medicalGap, pensionLostToGapFen, residentWaitingMonths } from '../../rules/contribution-gap.ts';
import { basicPensionFen } from '../../rules/pension-benefit.ts';
import { residentPension } from '../../rules/resident-pension.ts';
import { contributionMonthsNeeded, noticeDate, retirementDate } from '../../rules/retirement-age.ts';
import { type CalculatorRefusal, decimalText, packFor, tenThousandths, wrongInput } from './figures.ts';

type Outcome<Schema extends v.GenericSchema> = Result<v.InferOutput<Schema>, CalculatorRefusal>;

export function calculateContribution(
  { region, payer, wageFen, on }: ContributionRequest,
  today: IsoDate,
): Outcome<typeof ContributionAnswer> {
  const day = on ?? today;
  const limits = packFor('limits of the base', BASE_LIMITS, region, day);
  if (!limits.ok) return limits;
  const ofPayer = payer === 'employee' ? EMPLOYEE_RATES : FLEXIBLE_WORKER_RATES;
  const rates = packFor('contribution rates', ofPayer, region, day);
  if (!rates.ok) return rates;
  const month = monthlyContribution(wageFen, limits.value.values, rates.value.values);
  return ok({
    baseFen: month.baseFen,
    heldAt: month.heldAt,
    floorFen: limits.value.values.floorFen,
    ceilingFen: limits.value.values.ceilingFen,
    personalFen: month.personalFen,
    employerFen: month.employerFen,
    accountFen: month.toAccountFen,
    pooledFen: month.toPoolFen,
    policies: [policyOf(limits.value), policyOf(rates.value)],
  });
}

export function calculateResidentContribution(
  { region, yearFen }: ResidentContributionRequest,
  today: IsoDate,
): Outcome<typeof ResidentContributionAnswer> {
  const tiers = packFor('tiers of residents', RESIDENT_TIERS, region, today);
  if (!tiers.ok) return tiers;
  const year = residentContribution(yearFen, tiers.value.values);
  if (!year.ok) return wrongInput('yearFen: not one of the region’s tiers');
  const { ownFen, subsidyFen, toAccountFen } = year.value;
  return ok({ ownFen, subsidyFen, accountFen: toAccountFen, policies: [policyOf(tiers.value)] });
}

export function calculateResidentPension(
  { region, birthMonth, contributionMonths, accountFen }: ResidentPensionRequest,
  today: IsoDate,
): Outcome<typeof ResidentPensionAnswer> {
  const rules = packFor('the residents’ pension', RESIDENT_PENSION, region, today);
  if (!rules.ok) return rules;
  const pension = residentPension(birthMonth, contributionMonths, accountFen, rules.value.values);
  return ok({ ...pension, policies: [policyOf(rules.value)] });
}

export function calculateContributionGap(
  { region, baseFen, index, gapMonths, lastPaidMonth, missedYears }: ContributionGapRequest,
  today: IsoDate,
): Outcome<typeof ContributionGapAnswer> {
  const used: PolicyPack<unknown>[] = [
    policyOn('the pension formula', PENSION_FORMULA, WHOLE_COUNTRY, today),
  ];
  const interruption = policyOn('medical interruption', MEDICAL_INTERRUPTION, region, today);
  if (lastPaidMonth !== undefined || missedYears !== undefined) used.push(interruption);
  let medical: v.InferOutput<typeof ContributionGapAnswer>['medical'] = null;
  if (lastPaidMonth !== undefined) {
    const payment = packFor('payment of missed months', ONLINE_PAYMENT, region, today);
    if (!payment.ok) return payment;
    used.push(payment.value);
    medical = medicalGap(lastPaidMonth, today.slice(0, 7), interruption.values, payment.value.values);
  }
  return ok({
    monthlyLossFen: pensionLostToGapFen(baseFen, tenThousandths(index), gapMonths),
    medical,
    residentWaitingMonths:
      missedYears === undefined ? null : residentWaitingMonths(missedYears, interruption.values),
    policies: used.map(policyOf),
  });
}

export function calculateBaseDeclaration(
  request: BaseDeclarationRequest,
  today: IsoDate,
): Outcome<typeof BaseDeclarationAnswer> {
  const { region, ownBaseFen } = request;
  const rules = packFor('a yearly declaration of the base', BASE_DECLARATION, region, today);
  if (!rules.ok) return rules;
  const limits = packFor('limits of the base', BASE_LIMITS, region, today);
  if (!limits.ok) return limits;
  const rates = packFor('contribution rates', FLEXIBLE_WORKER_RATES, region, today);
  if (!rates.ok) return rates;
  const own =
    ownBaseFen === undefined ? null : declareBase(ownBaseFen, limits.value.values, rates.value.values);
  if (own !== null && !own.ok) return wrongInput(`ownBaseFen: ${own.error}`);
  const { floorFen, ceilingFen } = limits.value.values;
  return ok({
    floorFen,
    ceilingFen,
    openToday: declarationOpen(today, rules.value.values),
    levels: declarationChoices(rules.value.values, limits.value.values, rates.value.values).map((choice) => ({
      level: decimalText(choice.levelBasisPoints),
      heldAt: choice.heldAt,
      ...withItsEffect(choice, request),
    })),
    ownBase: own === null ? null : withItsEffect(own.value, request),
    policies: [rules.value, limits.value, rates.value].map(policyOf),
  });
}

function withItsEffect(
  { baseFen, monthlyFen, toAccountFen, toPoolFen, indexTenThousandths }: DeclaredBase,
  request: BaseDeclarationRequest,
) {
  const before = { tenThousandths: tenThousandths(request.index), months: request.contributionMonths };
  const after = indexAfter(before, { tenThousandths: indexTenThousandths, months: request.furtherMonths });
  const months = request.contributionMonths + request.furtherMonths;
  return {
    baseFen,
    monthlyFen,
    accountFen: toAccountFen,
    pooledFen: toPoolFen,
    index: decimalText(indexTenThousandths),
    indexAfter: decimalText(after),
    basicPensionFen: basicPensionFen(request.baseFen, after, months),
  };
}

export function calculateRetirementNotice(
  { birthMonth, category, wantedMonth }: RetirementNoticeRequest,
  today: IsoDate,
): Outcome<typeof RetirementNoticeAnswer> {
  const rules = policyOn('the retirement age', RETIREMENT_RULES, WHOLE_COUNTRY, today);
  const date = retirementDate(birthMonth, category, rules.values);
  const notice = noticeDate(date, wantedMonth, rules.values);
  if (!notice.ok) return wrongInput(`wantedMonth: ${notice.error}`);
  const { statutoryMonth } = date;
  const way = wantedMonth < statutoryMonth ? 'early' : wantedMonth > statutoryMonth ? 'late' : 'statutory';
  return ok({
    way,
    statutoryMonth,
    noticeByMonth: notice.value,
    contributionMonthsNeeded: contributionMonthsNeeded(date, wantedMonth, rules.values),
    policies: [policyOf(rules)],
  });
}
