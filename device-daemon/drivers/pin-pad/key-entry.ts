import { assertNever } from '#shared/result.ts';
import { PIN_ENTRY_MS, PIN_MAX_DIGITS, PIN_MIN_DIGITS, PIN_PAUSE_MS, type PinEnd } from './pin-pad-driver.ts';

/**
 * One entry on a pad that tells each key, as a pure function of what happens. It never sees which digit was pressed:
 * it says where the one just pressed is to be kept, and when everything kept is to be overwritten.
 *
 * ```
 *   digit   kept, up to PIN_MAX_DIGITS; further ones are dropped
 *   clear   all digits overwritten, the entry goes on
 *   enter   with PIN_MIN_DIGITS and more: entered · with fewer: the entry goes on
 *   cancel  overwritten, canceled by the person
 *   pause   PIN_PAUSE_MS after the last key while digits stand there, PIN_ENTRY_MS in all: overwritten, timed out
 * ```
 */
export interface KeyEntry {
  readonly count: number;
  readonly openedAtMs: number;
  readonly lastKeyAtMs: number;
  readonly wakeAtMs: number;
  readonly settled: boolean;
}

/** `timeOut`: the pad itself says that it waited long enough. */
export type PinPadKey = 'digit' | 'enter' | 'cancel' | 'clear' | 'timeOut' | 'other';

export type KeyEntryInput =
  | { readonly type: 'key'; readonly key: PinPadKey; readonly atMs: number }
  | { readonly type: 'woken'; readonly atMs: number }
  | { readonly type: 'canceled' }
  | { readonly type: 'lost' };

export type KeyEntryEffect =
  /** The digit just pressed belongs at this place. */
  | { readonly type: 'keep'; readonly at: number }
  | { readonly type: 'wipe' }
  | { readonly type: 'counted'; readonly digits: number }
  | { readonly type: 'wakeAt'; readonly atMs: number }
  | { readonly type: 'settle'; readonly end: PinEnd };

export interface KeyEntryStep {
  readonly entry: KeyEntry;
  readonly effects: readonly KeyEntryEffect[];
}

const NOTHING: readonly KeyEntryEffect[] = [];

export function beginKeyEntry(atMs: number): KeyEntryStep {
  const wakeAtMs = atMs + PIN_ENTRY_MS;
  return {
    entry: { count: 0, openedAtMs: atMs, lastKeyAtMs: atMs, wakeAtMs, settled: false },
    effects: [{ type: 'wakeAt', atMs: wakeAtMs }],
  };
}

export function stepKeyEntry(entry: KeyEntry, input: KeyEntryInput): KeyEntryStep {
  if (entry.settled) return { entry, effects: NOTHING };
  switch (input.type) {
    case 'key':
      return onKey({ ...entry, lastKeyAtMs: input.atMs }, input.key);
    case 'woken':
      return input.atMs < deadlineOf(entry) ? wakeAt(entry, NOTHING) : end(entry, { type: 'timeOut' });
    case 'canceled':
    case 'lost':
      return end(entry, { type: input.type });
    default:
      return assertNever(input);
  }
}

function onKey(entry: KeyEntry, key: PinPadKey): KeyEntryStep {
  switch (key) {
    case 'digit': {
      if (entry.count === PIN_MAX_DIGITS) return awaiting(entry, NOTHING);
      const count = entry.count + 1;
      return awaiting({ ...entry, count }, [
        { type: 'keep', at: entry.count },
        { type: 'counted', digits: count },
      ]);
    }
    case 'clear':
      return awaiting({ ...entry, count: 0 }, [{ type: 'wipe' }, { type: 'counted', digits: 0 }]);
    case 'enter':
      return entry.count < PIN_MIN_DIGITS
        ? awaiting(entry, NOTHING)
        : {
            entry: { ...entry, settled: true },
            effects: [{ type: 'settle', end: { type: 'entered', count: entry.count } }],
          };
    case 'cancel':
      return end(entry, { type: 'personCanceled' });
    case 'timeOut':
      return end(entry, { type: 'timeOut' });
    case 'other':
      return awaiting(entry, NOTHING);
    default:
      return assertNever(key);
  }
}

function deadlineOf(entry: KeyEntry): number {
  const inAll = entry.openedAtMs + PIN_ENTRY_MS;
  return entry.count === 0 ? inAll : Math.min(inAll, entry.lastKeyAtMs + PIN_PAUSE_MS);
}

/** Before the first digit and at its end the deadline stands still; else each key moves it. */
const awaiting = (entry: KeyEntry, effects: readonly KeyEntryEffect[]): KeyEntryStep =>
  deadlineOf(entry) === entry.wakeAtMs ? { entry, effects } : wakeAt(entry, effects);

function wakeAt(entry: KeyEntry, effects: readonly KeyEntryEffect[]): KeyEntryStep {
  const atMs = deadlineOf(entry);
  return { entry: { ...entry, wakeAtMs: atMs }, effects: [...effects, { type: 'wakeAt', atMs }] };
}

const end = (entry: KeyEntry, how: PinEnd): KeyEntryStep => ({
  entry: { ...entry, count: 0, settled: true },
  effects: [{ type: 'wipe' }, { type: 'settle', end: how }],
});
