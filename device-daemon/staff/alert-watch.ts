import type { FullStatus } from '#shared/protocol/states.ts';
import type { AlertedDevice } from '#shared/staff-desk/messages.ts';
import type { Clock } from '#shared/time/calendar.ts';
import { type Alert, type AlertRules, stepAlerts, type WatchedTrouble } from './alert-rules.ts';
import { troublesOf } from './troubles.ts';

/** A card in the bin is told as it falls; nothing but a person can say that it was taken out. */
const SETTLED_BY_HAND = 'cardRetained';
/** More than fit into any bin. */
const RETAINED_MAX = 50;

export interface AlertWatchParts {
  readonly rules: AlertRules;
  readonly clock: Clock;
  readonly onRaised: (alert: Alert) => void;
  readonly onCleared: (alert: Alert) => void;
}

/** Follows the state of the devices and tells what staff must hear of, and when it is over. */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  #watched: readonly WatchedTrouble[] = [];
  #retained: readonly Alert[] = [];
  #seen: { readonly status: FullStatus; readonly sessionOpen: boolean } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
  }

  /** Those that were told and are not over, oldest first. */
  get alerts(): readonly Alert[] {
    const told = this.#watched.flatMap(({ alertId, device, trouble, sinceMs }) =>
      alertId === null ? [] : [{ alertId, device, trouble, sinceMs }],
    );
    return [...told, ...this.#retained].sort((one, other) => one.sinceMs - other.sinceMs);
  }

  /** What an earlier run of the daemon had told. */
  restore(alerts: readonly Alert[]): void {
    this.#retained = alerts.filter(({ trouble }) => trouble === SETTLED_BY_HAND);
    this.#watched = alerts
      .filter(({ trouble }) => trouble !== SETTLED_BY_HAND)
      .map((alert) => ({ ...alert, goneSinceMs: null }));
  }

  take(status: FullStatus, sessionOpen: boolean): void {
    this.#seen = { status, sessionOpen };
    this.#step();
  }

  cardRetained(device: AlertedDevice): void {
    if (this.#retained.length >= RETAINED_MAX) return;
    const { rules, clock, onRaised } = this.#parts;
    const alert: Alert = { device, trouble: SETTLED_BY_HAND, sinceMs: clock(), alertId: rules.newId() };
    this.#retained = [...this.#retained, alert];
    onRaised(alert);
  }

  /** Somebody has taken the cards out of the bin. */
  retainedCardsRemoved(): void {
    const settled = this.#retained;
    this.#retained = [];
    for (const alert of settled) this.#parts.onCleared(alert);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#seen = null;
  }

  #step(): void {
    if (this.#seen === null) return;
    const { rules, clock, onRaised, onCleared } = this.#parts;
    const nowMs = clock();
    const troubles = troublesOf(this.#seen.status, this.#seen.sessionOpen);
    const step = stepAlerts(this.#watched, troubles, nowMs, rules);
    this.#watched = step.watched;
    clearTimeout(this.#timer);
    if (step.wakeAtMs !== null) {
      this.#timer = setTimeout(() => this.#step(), Math.max(0, step.wakeAtMs - nowMs));
      this.#timer.unref();
    }
    for (const alert of step.raised) onRaised(alert);
    for (const alert of step.cleared) onCleared(alert);
  }
}
