import type { ApplicationKind } from '#shared/records-api/application-parts.ts';
import type { OfficeStep } from '#shared/records-api/office.ts';
import { assertNever } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import { type BaseDeclarationCase, heldOfDeclaration, takesOfDeclaration } from './base-declaration-case.ts';
import {
  type ContactChangeCase,
  contactChangeWithdrawn,
  heldOfContactChange,
  officeStepOfContactChange,
  takesOfContactChange,
} from './contact-change-case.ts';
import { type HeldBy, notNow, type Step } from './machine.ts';
import {
  heldOfObjection,
  type ObjectionCase,
  objectionWithdrawn,
  officeStepOfObjection,
  takesOfObjection,
} from './objection-case.ts';
import {
  type FilingRules,
  heldOfFiling,
  type OffSiteFilingCase,
  officeStepOfFiling,
  takesOfFiling,
} from './off-site-filing-case.ts';
import {
  heldOfStaffChange,
  officeStepOfStaffChange,
  type StaffChangeCase,
  staffChangeWithdrawn,
} from './staff-change-case.ts';
import {
  heldOfTransfer,
  officeStepOfTransfer,
  type TransferCase,
  takesOfTransfer,
  transferWithdrawn,
} from './transfer-case.ts';

/** Every kind of application in its state. What a kind cannot do in a state is refused, never ignored. */
export type AnyCase =
  | OffSiteFilingCase
  | BaseDeclarationCase
  | TransferCase
  | ObjectionCase
  | ContactChangeCase
  | StaffChangeCase;

export type CaseOf<Kind extends ApplicationKind> = Extract<AnyCase, { kind: Kind }>;

/** What a step of an office goes by besides the case itself. */
export interface StepContext {
  readonly nowMs: number;
  /** Asked only where a filing is decided. @throws PolicyGapError for a region without the packs */
  readonly filingRules: (today: IsoDate) => FilingRules;
}

export function officeStep(current: AnyCase, step: OfficeStep, context: StepContext): Step<AnyCase> {
  const today = chinaDate(context.nowMs);
  switch (current.kind) {
    case 'offSiteFiling':
      return officeStepOfFiling(current, step, today, context.filingRules(today));
    case 'baseDeclaration':
      return notNow();
    case 'transfer':
      return officeStepOfTransfer(current, step);
    case 'objection':
      return officeStepOfObjection(current, step);
    case 'contactChange':
      return officeStepOfContactChange(current, step, today);
    case 'staffChange':
      return officeStepOfStaffChange(current, step);
    default:
      return assertNever(current, 'kind');
  }
}

/** Taken back by who handed it in. A filing is cancelled and a declaration replaced instead. */
export function withdrawn(current: AnyCase): Step<AnyCase> {
  switch (current.kind) {
    case 'offSiteFiling':
    case 'baseDeclaration':
      return notNow();
    case 'transfer':
      return transferWithdrawn(current);
    case 'objection':
      return objectionWithdrawn(current);
    case 'contactChange':
      return contactChangeWithdrawn(current);
    case 'staffChange':
      return staffChangeWithdrawn(current);
    default:
      return assertNever(current, 'kind');
  }
}

export function heldBy(current: AnyCase): HeldBy {
  switch (current.kind) {
    case 'offSiteFiling':
      return heldOfFiling(current);
    case 'baseDeclaration':
      return heldOfDeclaration();
    case 'transfer':
      return heldOfTransfer(current);
    case 'objection':
      return heldOfObjection(current);
    case 'contactChange':
      return heldOfContactChange(current);
    case 'staffChange':
      return heldOfStaffChange(current);
    default:
      return assertNever(current, 'kind');
  }
}

/**
 * What a case takes up while it is open, of which a person has one at a time: the filing, a payment year, a row, a field.
 * Null: nothing. Entries of a unit's list are held apart by their worker, whoever of the unit reports them.
 */
export function takes(current: AnyCase): string | null {
  switch (current.kind) {
    case 'offSiteFiling':
      return takesOfFiling(current);
    case 'baseDeclaration':
      return takesOfDeclaration(current);
    case 'transfer':
      return takesOfTransfer(current);
    case 'objection':
      return takesOfObjection(current);
    case 'contactChange':
      return takesOfContactChange(current);
    case 'staffChange':
      return null;
    default:
      return assertNever(current, 'kind');
  }
}
