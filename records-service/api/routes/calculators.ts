import type * as v from 'valibot';
import {
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
import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { assertNever, type Result } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import * as calculators from '../../services/calculators/calculators.ts';
import { Refusal } from '../errors.ts';
import { publicRoute } from '../route.ts';

/** Typed figures in, figures and the policies they rest on out: nothing is stored, no session is needed. */
interface Calculator<Request extends v.GenericSchema, Answer extends v.GenericSchema> {
  /** Last part of the path. */
  readonly name: string;
  readonly summary: string;
  readonly request: Request;
  readonly answer: Answer;
  readonly errors?: readonly RecordsErrorCode[];
  calculate(request: v.InferOutput<Request>, today: IsoDate): v.InferOutput<Answer>;
}

function calculatorRoute<Request extends v.GenericSchema, Answer extends v.GenericSchema>(
  own: Calculator<Request, Answer>,
) {
  return publicRoute({
    method: 'POST',
    path: `/v1/calculators/${own.name}`,
    summary: own.summary,
    body: own.request,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: own.answer,
    },
    ...(own.errors === undefined ? {} : { errors: own.errors }),
    answer: ({ body, parts }) => own.calculate(body, chinaDate(parts.clock())),
  });
}

export const calculateRetirementDate = calculatorRoute({
  name: 'retirement-date',
  summary: 'When one may retire: statutory age, earliest and latest month',
  request: RetirementDateRequest,
  answer: RetirementDateAnswer,
  calculate: calculators.calculateRetirementDate,
});

export const calculateAccountInterest = calculatorRoute({
  name: 'account-interest',
  summary: 'A year of a personal account with its interest',
  request: AccountInterestRequest,
  answer: AccountInterestAnswer,
  calculate: calculators.calculateAccountInterest,
});

export const calculatePension = calculatorRoute({
  name: 'pension',
  summary: 'A monthly pension and its parts',
  request: PensionRequest,
  answer: PensionAnswer,
  calculate: (request, today) => answerOf(calculators.calculatePension(request, today)),
});

export const calculateResidentOutpatient = calculatorRoute({
  name: 'resident-outpatient',
  summary: 'What residents’ insurance pays of a year’s visits',
  request: ResidentOutpatientRequest,
  answer: ResidentOutpatientAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(calculators.calculateResidentOutpatient(request, today)),
});

export const calculateOutpatientLine = calculatorRoute({
  name: 'outpatient-line',
  summary: 'What of an employee’s visits stands above the line of the year',
  request: OutpatientLineRequest,
  answer: OutpatientLineAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(calculators.calculateOutpatientLine(request, today)),
});

export const calculateTransfer = calculatorRoute({
  name: 'transfer',
  summary: 'The money that goes along to another province',
  request: TransferRequest,
  answer: TransferAnswer,
  calculate: calculators.calculateTransfer,
});

function answerOf<T>(outcome: Result<T, calculators.CalculatorRefusal>): T {
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
