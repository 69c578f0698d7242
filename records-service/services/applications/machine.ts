import type { ApplicationHolder } from '#shared/records-api/application-parts.ts';
import { err, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';

/** `notNow`: a case in its state does not take the step. `tooEarly`: it does from that day on. */
export type StepRefusal = { readonly type: 'notNow' } | { readonly type: 'tooEarly'; readonly from: IsoDate };

export type Step<Case> = Result<Case, StepRefusal>;

/** Who has to act next, without since when. */
export type HeldBy = Omit<ApplicationHolder, 'since'>;

export const OFFICE: HeldBy = { who: 'office', region: null };
export const NOBODY: HeldBy = { who: 'nobody', region: null };

export const notNow = (): Result<never, StepRefusal> => err({ type: 'notNow' });
