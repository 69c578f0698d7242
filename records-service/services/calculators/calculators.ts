import type * as v from 'valibot';
import type {
  AccountInterestAnswer,
  AccountInterestRequest,
  OutpatientLineAnswer,
  OutpatientLineRequest,
  PensionAnswer,
  PensionRequest,
  ResidentOutpatientAnswer,
  ResidentOutpatientRequest,
  RetirementDateAnswer,
  RetirementDateRequest,
  TransferAnswer,
  TransferRequest,
} from '#shared/records-api/calculators.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { OUTPATIENT_LINE, RESIDENT_OUTPATIENT } from '../../policy-packs/medical.ts';
import { ACCOUNT_DIVISOR } from '../../policy-packs/pension-benefit.ts';
import { findPolicy, policyOf, policyOn, WHOLE_COUNTRY } from '../../policy-packs/policy-pack.ts';
import { RETIREMENT_RULES } from '../../policy-packs/retirement-age.ts';
import { EMPLOYEE_TRANSFER } from '../../policy-packs/transfer.ts';
import { settleYear } from '../../rules/account-interest.ts';
import { overOutpatientLine, residentOutpatient } from '../../rules/outpatient.ts';
import {
  accountDivisorTenths,
  accountPensionFen,
  basicPensionFen,
  transitionalPensionFen,
} from '../../rules/pension-benefit.ts';
import { retirementDate } from '../../rules/retirement-age.ts';
import { pooledTransferFen } from '../../rules/transfer.ts';

/** `policyNotFound`: no pack sets such figures for that region. `ageNotInTable`: the table has no divisor for it. */
export type CalculatorRefusal = 'policyNotFound' | 'ageNotInTable';

type Answer<Schema extends v.GenericSchema> = v.InferOutput<Schema>;

export function calculateRetirementDate(
  { birthMonth, category }: RetirementDateRequest,
  today: IsoDate,
): Answer<typeof RetirementDateAnswer> {
  const pack = policyOn('the retirement age', RETIREMENT_RULES, WHOLE_COUNTRY, today);
  return { ...retirementDate(birthMonth, category, pack.values), policies: [policyOf(pack)] };
}

export function calculateAccountInterest({
  openingFen,
  monthlyFen,
  rate,
  method,
}: AccountInterestRequest): Answer<typeof AccountInterestAnswer> {
  const settled = settleYear({
    openingFen,
    depositsFen: monthlyFen,
    payoutsFen: monthlyFen.map(() => 0),
    rateBasisPoints: tenThousandths(rate),
    monthsElapsed: 12,
    currentYearInterest: method === 'annual' ? 'annual1083' : 'monthProduct',
  });
  return {
    principalFen: settled.principalFen,
    openingInterestFen: settled.interestOnOpeningFen,
    currentInterestFen: settled.interestOnYearFen,
    closingFen: settled.closingFen,
  };
}

export function calculatePension(
  request: PensionRequest,
  today: IsoDate,
): Result<Answer<typeof PensionAnswer>, CalculatorRefusal> {
  const pack = policyOn('the account divisor', ACCOUNT_DIVISOR, WHOLE_COUNTRY, today);
  const divisorTenths = accountDivisorTenths(request.retirementAgeMonths, pack.values);
  if (divisorTenths === null) return err('ageNotInTable');
  const index = tenThousandths(request.index);
  const basicFen = basicPensionFen(request.baseFen, index, request.contributionMonths);
  const accountPart = accountPensionFen(request.accountFen, divisorTenths);
  const transitionalFen = transitionalPensionFen(
    request.baseFen,
    index,
    request.deemedMonths,
    tenThousandths(request.transitionalRate),
  );
  return ok({
    basicFen,
    accountPensionFen: accountPart,
    transitionalFen,
    totalFen: basicFen + accountPart + transitionalFen,
    divisor: (divisorTenths / 10).toFixed(1),
    policies: [policyOf(pack)],
  });
}

export function calculateResidentOutpatient(
  { region, category, costsFen }: ResidentOutpatientRequest,
  today: IsoDate,
): Result<Answer<typeof ResidentOutpatientAnswer>, CalculatorRefusal> {
  const pack = findPolicy(RESIDENT_OUTPATIENT, region, today);
  if (pack === undefined) return err('policyNotFound');
  const paid = residentOutpatient(costsFen, pack.values.mostPerYearFen[category], pack.values);
  return ok({ ...paid, policies: [policyOf(pack)] });
}

export function calculateOutpatientLine(
  { region, category, visitsFen }: OutpatientLineRequest,
  today: IsoDate,
): Result<Answer<typeof OutpatientLineAnswer>, CalculatorRefusal> {
  const pack = findPolicy(OUTPATIENT_LINE, region, today);
  if (pack === undefined) return err('policyNotFound');
  return ok({
    overLineFen: overOutpatientLine(visitsFen, pack.values.lineFen[category]),
    policies: [policyOf(pack)],
  });
}

export function calculateTransfer(
  { accountFen, years }: TransferRequest,
  today: IsoDate,
): Answer<typeof TransferAnswer> {
  const pack = policyOn('transfer funds', EMPLOYEE_TRANSFER, WHOLE_COUNTRY, today);
  const pooledFen = pooledTransferFen(years, pack.values);
  return { accountFen, pooledFen, totalFen: accountFen + pooledFen, policies: [policyOf(pack)] };
}

/** `0.0262` → 262 */
function tenThousandths(decimal: string): number {
  const [whole = '0', places = ''] = decimal.split('.');
  return Number(whole) * 10_000 + Number(places.padEnd(4, '0'));
}
