import type { DeviceTrouble, TroubleState } from './troubles.ts';

/** One trouble that is there, or was a moment ago. */
export interface WatchedTrouble extends DeviceTrouble {
  readonly sinceMs: number;
  /** It seems to be over since then; null while it is there. */
  readonly goneSinceMs: number | null;
  /** Null until the desk is told. */
  readonly alertId: string | null;
}

/** A trouble the desk has been told of. */
export type Alert = DeviceTrouble & { readonly sinceMs: number; readonly alertId: string };

export interface AlertRules {
  /** So long a trouble must last before it is told. */
  readonly alertAfterMs: number;
  /** So long it must be over before that is told: a loose cable tells nothing twice a minute. */
  readonly clearAfterMs: number;
  readonly newId: () => string;
}

export interface AlertStep {
  readonly watched: readonly WatchedTrouble[];
  readonly raised: readonly Alert[];
  readonly cleared: readonly Alert[];
  /** When something is due without anything happening; null: nothing is. */
  readonly wakeAtMs: number | null;
}

/**
 * What is to be told now, from what was watched and how each trouble stands.
 *
 * ```
 *             there                    alertAfter                       gone, clearAfter
 *   (nothing) ─────▶ watched, untold ────────────▶ raised, with its id ──────────────────▶ cleared
 *                        │ gone: forgotten untold       │ gone and there again: still the same alert
 * ```
 */
export function stepAlerts(
  watched: readonly WatchedTrouble[],
  now: readonly (DeviceTrouble & { readonly state: TroubleState })[],
  nowMs: number,
  rules: AlertRules,
): AlertStep {
  const next: WatchedTrouble[] = [];
  const raised: Alert[] = [];
  const cleared: Alert[] = [];
  let wakeAtMs: number | null = null;
  const wakeAt = (ms: number) => {
    wakeAtMs = wakeAtMs === null ? ms : Math.min(wakeAtMs, ms);
  };
  for (const { device, trouble, state } of now) {
    const before = watched.find((one) => one.device === device && one.trouble === trouble);
    const step = stepOne(before, { device, trouble }, state, nowMs);
    if (step === null) continue;
    const { sinceMs, goneSinceMs, alertId } = step;
    if (alertId === null) {
      // What cannot be told any more is not raised meanwhile.
      if (state !== 'there') next.push(step);
      else if (nowMs - sinceMs >= rules.alertAfterMs) {
        const alert = { device, trouble, sinceMs, alertId: rules.newId() };
        raised.push(alert);
        next.push({ ...step, alertId: alert.alertId });
      } else {
        wakeAt(sinceMs + rules.alertAfterMs);
        next.push(step);
      }
    } else if (goneSinceMs !== null && nowMs - goneSinceMs >= rules.clearAfterMs) {
      cleared.push({ device, trouble, sinceMs, alertId });
    } else {
      if (goneSinceMs !== null) wakeAt(goneSinceMs + rules.clearAfterMs);
      next.push(step);
    }
  }
  return { watched: next, raised, cleared, wakeAtMs };
}

/** @returns null for what is not there and was never told */
function stepOne(
  before: WatchedTrouble | undefined,
  which: DeviceTrouble,
  state: TroubleState,
  nowMs: number,
): WatchedTrouble | null {
  switch (state) {
    case 'there':
      return before === undefined
        ? { ...which, sinceMs: nowMs, goneSinceMs: null, alertId: null }
        : { ...before, goneSinceMs: null };
    case 'unknown':
      return before ?? null;
    case 'notThere':
      if (before === undefined || before.alertId === null) return null;
      return { ...before, goneSinceMs: before.goneSinceMs ?? nowMs };
  }
}
