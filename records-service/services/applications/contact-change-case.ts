import type { ContactChangeState, ContactField } from '#shared/records-api/contact-changes.ts';
import type { OfficeStep } from '#shared/records-api/office.ts';
import { err, ok } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { type HeldBy, NOBODY, notNow, OFFICE, type Step } from './machine.ts';

/**
 * 个人信息变更.
 *
 * ```
 *   effective                        where nothing has to cool: the rule
 *   cooling ─▶ effective | rejected  by the office, not effective before its day
 *      └─────▶ withdrawn             by the citizen
 * ```
 */
export interface ContactChangeCase {
  readonly kind: 'contactChange';
  readonly state: ContactChangeState;
  readonly field: ContactField;
  readonly value: string;
  readonly bank: string | null;
  /** What it replaces. */
  readonly oldValue: string | null;
  readonly effectiveFrom: IsoDate;
}

export function officeStepOfContactChange(
  current: ContactChangeCase,
  step: OfficeStep,
  today: IsoDate,
): Step<ContactChangeCase> {
  if (current.state !== 'cooling') return notNow();
  switch (step.type) {
    case 'approve':
      return today < current.effectiveFrom
        ? err({ type: 'tooEarly', from: current.effectiveFrom })
        : ok({ ...current, state: 'effective' });
    case 'reject':
      return ok({ ...current, state: 'rejected' });
    default:
      return notNow();
  }
}

export const contactChangeWithdrawn = (current: ContactChangeCase): Step<ContactChangeCase> =>
  current.state === 'cooling' ? ok({ ...current, state: 'withdrawn' }) : notNow();

export const heldOfContactChange = ({ state }: ContactChangeCase): HeldBy =>
  state === 'cooling' ? OFFICE : NOBODY;

/** One for each field. */
export const takesOfContactChange = ({ state, field }: ContactChangeCase): string | null =>
  state === 'cooling' ? field : null;
