import type { DeskMessage } from '#shared/staff-desk/messages.ts';

/** A desk that is away for a weekend is told what still matters, not everything. */
export const WAITING_MAX = 100;

export interface Waiting {
  readonly message: DeskMessage;
  /** It may have reached the desk, even if nothing came back. */
  readonly tried: boolean;
}

export interface Queued {
  readonly waiting: readonly Waiting[];
  readonly dropped: DeskMessage | null;
}

/**
 * A trouble that is over before the desk could be told of it is not told at all. Beyond the limit the oldest alert that
 * was not tried makes room, then the oldest message; a call's end stays as long as it can.
 */
export function queued(waiting: readonly Waiting[], message: DeskMessage): Queued {
  if (message.type === 'alert' && message.state === 'cleared') {
    const rest = waiting.filter((one) => one.tried || !isAbout(one.message, message.alertId));
    if (rest.length < waiting.length) return { waiting: rest, dropped: null };
  }
  const longer = [...waiting, { message, tried: false }];
  if (longer.length <= WAITING_MAX) return { waiting: longer, dropped: null };
  const alert = waiting.findIndex((one) => !one.tried && one.message.type === 'alert');
  // The first one is under way just now.
  const at = alert === -1 ? 1 : alert;
  return { waiting: longer.filter((_, index) => index !== at), dropped: longer[at]?.message ?? null };
}

const isAbout = (message: DeskMessage, alertId: string): boolean =>
  message.type === 'alert' && message.alertId === alertId;
