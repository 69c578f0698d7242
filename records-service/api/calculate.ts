import type {
  AccountInterestRequest,
  OutpatientLineRequest,
  PensionRequest,
  ResidentOutpatientRequest,
  RetirementDateRequest,
  TransferRequest,
} from '#shared/records-api/calculators.ts';
import { assertNever, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import {
  type CalculatorRefusal,
  calculateAccountInterest,
  calculateOutpatientLine,
  calculatePension,
  calculateResidentOutpatient,
  calculateRetirementDate,
  calculateTransfer,
} from '../services/calculators/calculators.ts';
import { Refusal } from './errors.ts';
import type { RouteName } from './routes.ts';

type CalculatorRoute = Extract<RouteName, `calculate${string}`>;

/** @param body checked against the schema of that route */
export function calculate(route: CalculatorRoute, body: unknown, today: IsoDate): unknown {
  switch (route) {
    case 'calculateRetirementDate':
      return calculateRetirementDate(body as RetirementDateRequest, today);
    case 'calculateAccountInterest':
      return calculateAccountInterest(body as AccountInterestRequest);
    case 'calculatePension':
      return answerOf(calculatePension(body as PensionRequest, today));
    case 'calculateResidentOutpatient':
      return answerOf(calculateResidentOutpatient(body as ResidentOutpatientRequest, today));
    case 'calculateOutpatientLine':
      return answerOf(calculateOutpatientLine(body as OutpatientLineRequest, today));
    case 'calculateTransfer':
      return calculateTransfer(body as TransferRequest, today);
    default:
      return assertNever(route, 'calculator');
  }
}

function answerOf<T>(outcome: Result<T, CalculatorRefusal>): T {
  if (outcome.ok) return outcome.value;
  switch (outcome.error) {
    case 'policyNotFound':
      throw new Refusal('policyNotFound', 'region: no policy sets such figures there');
    case 'ageNotInTable':
      throw new Refusal('invalidData', 'retirementAgeMonths: public tables have no divisor for that age');
    default:
      return assertNever(outcome.error, 'refusal');
  }
}
