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
import {
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
import {
  OffSiteFilingAnswer,
  OffSiteFilingRequest,
  ResidentRenewalAnswer,
  ResidentRenewalRequest,
  StaffChangeAnswer,
  StaffChangeRequest,
} from '#shared/records-api/deadline-calculators.ts';
import {
  DrugSupplyAnswer,
  DrugSupplyRequest,
  MaternityGrantAnswer,
  MaternityGrantRequest,
  ResidentInpatientAnswer,
  ResidentInpatientRequest,
  SpecialDiseaseAnswer,
  SpecialDiseaseRequest,
} from '#shared/records-api/medical-calculators.ts';
import type { Result } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import * as calculators from '../../services/calculators/calculators.ts';
import * as contributions from '../../services/calculators/contributions.ts';
import * as deadlines from '../../services/calculators/deadlines.ts';
import type { CalculatorRefusal } from '../../services/calculators/figures.ts';
import * as medical from '../../services/calculators/medical.ts';
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

export const calculateContribution = calculatorRoute({
  name: 'contribution',
  summary: 'A month’s contribution: base, both parts, and where the money goes',
  request: ContributionRequest,
  answer: ContributionAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(contributions.calculateContribution(request, today)),
});

export const calculateResidentContribution = calculatorRoute({
  name: 'resident-contribution',
  summary: 'What a resident’s year brings into the account',
  request: ResidentContributionRequest,
  answer: ResidentContributionAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(contributions.calculateResidentContribution(request, today)),
});

export const calculateResidentPension = calculatorRoute({
  name: 'resident-pension',
  summary: 'A resident’s monthly pension and its parts',
  request: ResidentPensionRequest,
  answer: ResidentPensionAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(contributions.calculateResidentPension(request, today)),
});

export const calculateContributionGap = calculatorRoute({
  name: 'contribution-gap',
  summary: 'What months without contribution cost, and what can be made up',
  request: ContributionGapRequest,
  answer: ContributionGapAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(contributions.calculateContributionGap(request, today)),
});

export const calculateBaseDeclaration = calculatorRoute({
  name: 'base-declaration',
  summary: 'The bases a flexible worker may declare, what each costs and does to the pension',
  request: BaseDeclarationRequest,
  answer: BaseDeclarationAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(contributions.calculateBaseDeclaration(request, today)),
});

export const calculateRetirementNotice = calculatorRoute({
  name: 'retirement-notice',
  summary: 'By when one who goes early or late says so, and the months needed',
  request: RetirementNoticeRequest,
  answer: RetirementNoticeAnswer,
  calculate: (request, today) => answerOf(contributions.calculateRetirementNotice(request, today)),
});

export const calculateResidentInpatient = calculatorRoute({
  name: 'resident-inpatient',
  summary: 'What residents’ insurance bears of a stay in hospital',
  request: ResidentInpatientRequest,
  answer: ResidentInpatientAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(medical.calculateResidentInpatient(request, today)),
});

export const calculateSpecialDisease = calculatorRoute({
  name: 'special-disease',
  summary: 'What residents’ insurance pays in a month for a special disease',
  request: SpecialDiseaseRequest,
  answer: SpecialDiseaseAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(medical.calculateSpecialDisease(request, today)),
});

export const calculateMaternityGrant = calculatorRoute({
  name: 'maternity-grant',
  summary: 'The grant that residents’ insurance pays for a birth',
  request: MaternityGrantRequest,
  answer: MaternityGrantAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(medical.calculateMaternityGrant(request, today)),
});

export const calculateDrugSupply = calculatorRoute({
  name: 'drug-supply',
  summary: 'How long medicines last, and which dispensings overlap',
  request: DrugSupplyRequest,
  answer: DrugSupplyAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(medical.calculateDrugSupply(request, today)),
});

export const calculateStaffChange = calculatorRoute({
  name: 'staff-change',
  summary: 'When an employer’s change counts, its deadlines and papers',
  request: StaffChangeRequest,
  answer: StaffChangeAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(deadlines.calculateStaffChange(request, today)),
});

export const calculateOffSiteFiling = calculatorRoute({
  name: 'off-site-filing',
  summary: 'When the result of a filing is there, and from when it can be changed',
  request: OffSiteFilingRequest,
  answer: OffSiteFilingAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(deadlines.calculateOffSiteFiling(request, today)),
});

export const calculateResidentRenewal = calculatorRoute({
  name: 'resident-renewal',
  summary: 'Whether a resident may pay at a terminal, else where',
  request: ResidentRenewalRequest,
  answer: ResidentRenewalAnswer,
  errors: ['policyNotFound'],
  calculate: (request, today) => answerOf(deadlines.calculateResidentRenewal(request, today)),
});

function answerOf<T>(outcome: Result<T, CalculatorRefusal>): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.error.code, outcome.error.detail);
}
