import type {
  BaseDeclarationChoices,
  BaseDeclarationRequest,
} from '#shared/records-api/base-declarations.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { BASE_DECLARATION, type BaseDeclaration } from '../../policy-packs/base-declaration.ts';
import { BASE_LIMITS, FLEXIBLE_WORKER_RATES } from '../../policy-packs/contributions.ts';
import { policyOf, type RegionCode } from '../../policy-packs/policy-pack.ts';
import {
  type DeclaredBase,
  declarationChoices,
  declarationOpen,
  declareBase,
} from '../../rules/base-declaration.ts';
import type { Applicant } from './applicant.ts';
import { type BaseDeclarationCase, replaced } from './base-declaration-case.ts';
import { packOf } from './policies.ts';
import { lockOpenCase, openCase, type RowOf, reserveNumber, type Submitter, saveStep } from './store.ts';

export const DECLARATION_PACKS = [BASE_DECLARATION, BASE_LIMITS, FLEXIBLE_WORKER_RATES];

export type DeclarationRefusal =
  | 'policyNotFound'
  | 'notFlexibleWorker'
  | 'declarationClosed'
  | 'baseOutOfLimits'
  | 'applicationAlreadyOpen';

/** 灵活就业: pays by oneself, without a unit. */
export const isFlexibleWorker = ({ pension }: Applicant): boolean =>
  pension !== null &&
  pension.scheme === 'enterpriseEmployee' &&
  pension.employerId === null &&
  (pension.state === 'contributing' || pension.state === 'contributionPaused');

/** What there is to choose from on a day, without what was declared. */
export function choicesOn(
  region: RegionCode,
  today: IsoDate,
): Result<Omit<BaseDeclarationChoices, 'declared'>, 'policyNotFound'> {
  const rules = packOf(BASE_DECLARATION, region, today);
  const limits = packOf(BASE_LIMITS, region, today);
  const rates = packOf(FLEXIBLE_WORKER_RATES, region, today);
  if (!rules.ok) return rules;
  if (!limits.ok) return limits;
  if (!rates.ok) return rates;
  const { averageWageFen, floorFen, ceilingFen } = limits.value.values;
  const year = paymentYear(rules.value.values, today);
  return ok({
    paymentYear: year,
    window: windowOf(rules.value.values, year),
    open: declarationOpen(today, rules.value.values) === true,
    averageWageFen,
    floorFen,
    ceilingFen,
    freeAmount: rules.value.values.freeAmount,
    levels: declarationChoices(rules.value.values, limits.value.values, rates.value.values),
    policies: [rules.value, limits.value, rates.value].map(policyOf),
  });
}

/** Declares for the payment year of today; an earlier declaration of the same year is replaced by it. */
export async function declare(
  transaction: Database,
  submitter: Submitter,
  applicant: Applicant,
  { choice }: BaseDeclarationRequest,
): Promise<Result<RowOf<'baseDeclaration'>, DeclarationRefusal>> {
  if (!isFlexibleWorker(applicant)) return err('notFlexibleWorker');
  const { region, nowMs, personId } = submitter;
  const choices = choicesOn(region, chinaDate(nowMs));
  if (!choices.ok) return choices;
  if (!choices.value.open) return err('declarationClosed');
  const base = chosenBase(choice, choices.value, region, chinaDate(nowMs));
  if (!base.ok) return base;
  const { paymentYear: year } = choices.value;
  const before = await lockOpenCase(transaction, personId, 'baseDeclaration', String(year));
  const content: BaseDeclarationCase = {
    kind: 'baseDeclaration',
    state: 'declared',
    paymentYear: year,
    levelBasisPoints: choice.type === 'level' ? choice.levelBasisPoints : null,
    ...base.value,
    replacedBy: null,
  };
  if (before === null) return openCase<'baseDeclaration'>(transaction, submitter, content);
  return replace(transaction, submitter, before, content);
}

/** The old one makes room first, and learns the number of the new one afterwards: one transaction, seen by nobody between. */
async function replace(
  transaction: Database,
  submitter: Submitter,
  before: RowOf<'baseDeclaration'>,
  content: BaseDeclarationCase,
): Promise<Result<RowOf<'baseDeclaration'>, DeclarationRefusal>> {
  const number = await reserveNumber(transaction, submitter);
  const after = replaced(before.content, number);
  if (!after.ok) throw new Error('An open declaration cannot be replaced');
  await saveStep<'baseDeclaration'>(
    transaction,
    before,
    after.value,
    { actor: 'citizen', terminalId: submitter.terminalId },
    submitter.nowMs,
  );
  return openCase<'baseDeclaration'>(transaction, submitter, content, 'citizen', number);
}

function chosenBase(
  choice: BaseDeclarationRequest['choice'],
  { levels, freeAmount }: Omit<BaseDeclarationChoices, 'declared'>,
  region: RegionCode,
  today: IsoDate,
): Result<DeclaredBase, 'baseOutOfLimits' | 'policyNotFound'> {
  switch (choice.type) {
    case 'level': {
      const level = levels.find((one) => one.levelBasisPoints === choice.levelBasisPoints);
      if (level === undefined) return err('baseOutOfLimits');
      const { baseFen, monthlyFen, toAccountFen, toPoolFen, indexTenThousandths } = level;
      return ok({ baseFen, monthlyFen, toAccountFen, toPoolFen, indexTenThousandths });
    }
    case 'amount': {
      if (!freeAmount) return err('baseOutOfLimits');
      const limits = packOf(BASE_LIMITS, region, today);
      const rates = packOf(FLEXIBLE_WORKER_RATES, region, today);
      if (!limits.ok) return limits;
      if (!rates.ok) return rates;
      const declared = declareBase(choice.baseFen, limits.value.values, rates.value.values);
      return declared.ok ? declared : err('baseOutOfLimits');
    }
    default:
      return assertNever(choice, 'choice');
  }
}

/** The year in which the window that is open now, or comes next, opens. */
function paymentYear({ window }: BaseDeclaration, today: IsoDate): number {
  const year = Number(today.slice(0, 4));
  const overNewYear = window !== null && window.opens > window.closes;
  return overNewYear && today.slice(5) <= window.closes ? year - 1 : year;
}

function windowOf(
  { window }: BaseDeclaration,
  year: number,
): { readonly opensOn: IsoDate; readonly closesOn: IsoDate } | null {
  if (window === null) return null;
  const { opens, closes } = window;
  return { opensOn: `${year}-${opens}`, closesOn: `${opens > closes ? year + 1 : year}-${closes}` };
}
