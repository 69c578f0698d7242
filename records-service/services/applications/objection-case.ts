import type { ObjectionReason, ObjectionState, ObjectionTarget } from '#shared/records-api/objections.ts';
import type { OfficeStep } from '#shared/records-api/office.ts';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import { assertNever, ok } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { type HeldBy, NOBODY, notNow, OFFICE, type Step } from './machine.ts';

/**
 * 核查申请 to one row of one's own record.
 *
 * ```
 *   received ─▶ beingChecked ─▶ corrected | confirmed
 *       └────────────┴────────▶ withdrawn
 * ```
 */
export interface ObjectionCase {
  readonly kind: 'objection';
  readonly state: ObjectionState;
  readonly target: ObjectionTarget;
  readonly objectedReason: ObjectionReason;
  readonly remark: string | null;
  /** As it stood when it was objected to. */
  readonly row: Contribution | AccountYear | null;
  readonly dataCutOff: IsoDate;
}

export function officeStepOfObjection(current: ObjectionCase, step: OfficeStep): Step<ObjectionCase> {
  const { state } = current;
  if (state === 'received' && step.type === 'takeUp') return ok({ ...current, state: 'beingChecked' });
  if (state === 'beingChecked' && step.type === 'correct') return ok({ ...current, state: 'corrected' });
  if (state === 'beingChecked' && step.type === 'confirm') return ok({ ...current, state: 'confirmed' });
  return notNow();
}

export const objectionWithdrawn = (current: ObjectionCase): Step<ObjectionCase> =>
  isOpen(current) ? ok({ ...current, state: 'withdrawn' }) : notNow();

const isOpen = ({ state }: ObjectionCase): boolean => state === 'received' || state === 'beingChecked';

export const heldOfObjection = (current: ObjectionCase): HeldBy => (isOpen(current) ? OFFICE : NOBODY);

/** One for each row. */
export function takesOfObjection(current: ObjectionCase): string | null {
  if (!isOpen(current)) return null;
  const { target } = current;
  switch (target.type) {
    case 'contribution':
      return `contribution ${target.forMonth} ${target.line}`;
    case 'missingMonth':
      return `month ${target.month}`;
    case 'accountYear':
      return `year ${target.year}`;
    default:
      return assertNever(target, 'target');
  }
}
