import type { OfficeStep } from '#shared/records-api/office.ts';
import type { StaffChangeState } from '#shared/records-api/staff-changes.ts';
import { ok } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { StaffChange, StaffChangeDates } from '../../rules/staff-change.ts';
import { type HeldBy, NOBODY, notNow, OFFICE, type Step } from './machine.ts';

/** As `staffChangeDates` has them; null where the calendar that a moved deadline needs is not published. */
export interface ToldDates extends Omit<StaffChangeDates, 'submitByIfMoved' | 'payByIfMoved'> {
  readonly submitByIfMoved: IsoDate | null;
  readonly payByIfMoved: IsoDate | null;
}

/**
 * One entry of a unit's list of increases or decreases.
 *
 * ```
 *   submitted ─▶ accepted | rejected     by the office
 *       └──────▶ withdrawn               by the unit's agent
 * ```
 */
export interface StaffChangeCase extends ToldDates {
  readonly kind: 'staffChange';
  readonly state: StaffChangeState;
  readonly change: StaffChange['change'];
  readonly changeReason: StaffChange['reason'];
  readonly unitNumber: string;
  readonly employerName: string;
  readonly workerName: string;
  readonly workerNumber: string;
  readonly workedFromOrUntil: IsoDate;
  readonly contribution: {
    readonly baseFen: number;
    readonly heldAt: 'floor' | 'ceiling' | null;
    readonly personalFen: number;
    readonly employerFen: number;
  } | null;
  /** That are there. */
  readonly papers: readonly string[];
  readonly follows: readonly string[];
}

export function officeStepOfStaffChange(current: StaffChangeCase, step: OfficeStep): Step<StaffChangeCase> {
  if (current.state !== 'submitted') return notNow();
  switch (step.type) {
    case 'approve':
      return ok({ ...current, state: 'accepted' });
    case 'reject':
      return ok({ ...current, state: 'rejected' });
    default:
      return notNow();
  }
}

export const staffChangeWithdrawn = (current: StaffChangeCase): Step<StaffChangeCase> =>
  isWaiting(current) ? ok({ ...current, state: 'withdrawn' }) : notNow();

/** While it waits, nobody of the unit reports the same again. */
export const isWaiting = ({ state }: StaffChangeCase): boolean => state === 'submitted';

export const heldOfStaffChange = (current: StaffChangeCase): HeldBy => (isWaiting(current) ? OFFICE : NOBODY);
