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
import { ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { OUTPATIENT_LINE, RESIDENT_OUTPATIENT } from '../../policy-packs/medical.ts';
import { ACCOUNT_DIVISOR, PENSION_FORMULA } from '../../policy-packs/pension-benefit.ts';
import { policyOf, policyOn, WHOLE_COUNTRY } from '../../policy-packs/policy-pack.ts';
import { RETIREMENT_RULES } from '../../policy-packs/retirement-age.ts';
import { EMPLOYEE_TRANSFER, GOVERNMENT_TRANSFER } from '../../policy-packs/transfer.ts';
import { settleYear } from '../../rules/account-interest.ts';
import { overOutpatientLine, residentOutpatient } from '../../rules/outpatient.ts';
import {
  accountDivisorTenths,
  accountPensionFen,
  provincialBasicPensionFen,
  transitionalPensionFen,
} from '../../rules/pension-benefit.ts';
import { retirementDate } from '../../rules/retirement-age.ts';
import { transferFunds } from '../../rules/transfer.ts';
import { type CalculatorRefusal, packFor, tenThousandths, wrongInput } from './figures.ts';

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
  const { region = WHOLE_COUNTRY, cityBaseFen } = request;
  const formula = policyOn('the pension formula', PENSION_FORMULA, region, today);
  if (formula.values.calculationBase === 'cityAndProvince' && cityBaseFen === undefined)
    return wrongInput('cityBaseFen: the region’s formula takes the city’s base beside the province’s');
  const pack = policyOn('the account divisor', ACCOUNT_DIVISOR, region, today);
  const divisorTenths = accountDivisorTenths(request.retirementAgeMonths, pack.values);
  if (divisorTenths === null)
    return wrongInput('retirementAgeMonths: public tables have no divisor for that age');
  const index = tenThousandths(request.index);
  const basicFen = provincialBasicPensionFen(
    { provinceFen: request.baseFen, cityFen: cityBaseFen ?? request.baseFen },
    index,
    request.contributionMonths,
    formula.values,
  );
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
    policies: [policyOf(formula), policyOf(pack)],
  });
}

export function calculateResidentOutpatient(
  { region, category, costsFen }: ResidentOutpatientRequest,
  today: IsoDate,
): Result<Answer<typeof ResidentOutpatientAnswer>, CalculatorRefusal> {
  const found = packFor('an outpatient benefit of residents', RESIDENT_OUTPATIENT, region, today);
  if (!found.ok) return found;
  const { values } = found.value;
  const paid = residentOutpatient(costsFen, values.mostPerYearFen[category], values);
  return ok({ ...paid, policies: [policyOf(found.value)] });
}

export function calculateOutpatientLine(
  { region, category, visitsFen }: OutpatientLineRequest,
  today: IsoDate,
): Result<Answer<typeof OutpatientLineAnswer>, CalculatorRefusal> {
  const found = packFor('an outpatient line', OUTPATIENT_LINE, region, today);
  if (!found.ok) return found;
  return ok({
    overLineFen: overOutpatientLine(visitsFen, found.value.values.lineFen[category]),
    policies: [policyOf(found.value)],
  });
}

export function calculateTransfer(
  { accountFen, years, move = ACROSS_PROVINCES }: TransferRequest,
  today: IsoDate,
): Answer<typeof TransferAnswer> {
  const employee = policyOn('transfer funds', EMPLOYEE_TRANSFER, WHOLE_COUNTRY, today);
  const government = policyOn('transfer funds', GOVERNMENT_TRANSFER, WHOLE_COUNTRY, today);
  const funds = transferFunds(move, accountFen, years, {
    employee: employee.values,
    government: government.values,
  });
  return { ...funds, policies: [policyOf(move.from === 'government' ? government : employee)] };
}

const ACROSS_PROVINCES = { from: 'enterprise', to: 'enterprise', crossesProvince: true } as const;
