import type { OfficeStep } from '#shared/records-api/office.ts';
import type { TransferApplicationRequest, TransferState } from '#shared/records-api/transfers.ts';
import { ok } from '#shared/result.ts';
import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { TransferredFunds } from '../../rules/transfer.ts';
import { type HeldBy, NOBODY, notNow, type Step } from './machine.ts';

export interface TransferCase extends Omit<TransferApplicationRequest, 'elsewhere'> {
  readonly kind: 'transfer';
  readonly state: TransferState;
  readonly direction: 'out' | 'in';
  readonly elsewhere: TransferApplicationRequest['elsewhere'];
  /** Null for a transfer in: the other region works it out. */
  readonly funds: TransferredFunds | null;
  readonly dataCutOff: IsoDate;
  readonly overlappingMonths: readonly YearMonth[];
  readonly temporaryAccount: boolean;
  readonly targetDate: IsoDate | null;
}

/** 申请 → 转入地受理 → 联系函 → 转出地核对 → 关系转出 → 资金转出 → 转入地接收 → 合并办结 */
const WAY: readonly TransferState[] = [
  'submitted',
  'accepted',
  'contactLetterSent',
  'checkedAtOrigin',
  'relationMovedOut',
  'fundsMovedOut',
  'receivedAtDestination',
  'merged',
];

export function officeStepOfTransfer(current: TransferCase, step: OfficeStep): Step<TransferCase> {
  const next = nextOnTheWay(current.state);
  if (next === null) return notNow();
  switch (step.type) {
    case 'advance':
      return ok({ ...current, state: next });
    case 'reject':
      return ok({ ...current, state: 'returned' });
    default:
      return notNow();
  }
}

/** Only while no office has accepted it. */
export const transferWithdrawn = (current: TransferCase): Step<TransferCase> =>
  current.state === 'submitted' ? ok({ ...current, state: 'withdrawn' }) : notNow();

/** Null at the end of the way and beside it. */
function nextOnTheWay(state: TransferState): TransferState | null {
  const index = WAY.indexOf(state);
  return index === -1 ? null : (WAY[index + 1] ?? null);
}

/** Between the contact letter and the money on its way the old region has it, before and after that the new one. */
export function heldOfTransfer({ state, fromRegion, toRegion }: TransferCase): HeldBy {
  if (nextOnTheWay(state) === null) return NOBODY;
  return state === 'contactLetterSent' || state === 'checkedAtOrigin' || state === 'relationMovedOut'
    ? { who: 'originOffice', region: fromRegion }
    : { who: 'destinationOffice', region: toRegion };
}

/** One on its way for each pair of regions. */
export const takesOfTransfer = ({ state, fromRegion, toRegion }: TransferCase): string | null =>
  nextOnTheWay(state) === null ? null : `${fromRegion}-${toRegion}`;
