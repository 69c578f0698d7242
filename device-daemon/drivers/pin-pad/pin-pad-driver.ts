import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';
import type { LinkFault } from '../link-fault.ts';

export const PIN_MIN_DIGITS = 4;
export const PIN_MAX_DIGITS = 12;
/** A PIN that somebody began and left alone is cleared. */
export const PIN_PAUSE_MS = 20_000;
export const PIN_ENTRY_MS = 60_000;

/** One entry, as its owner sees it. */
export interface PinCollection {
  /** Room for `PIN_MAX_DIGITS`, one a byte (0–9). The driver overwrites it however the entry ends, unless `entered`. */
  readonly digits: Uint8Array;
  /** How many digits stand there now. */
  counted(digits: number): void;
}

/** `canceled` the signal · `lost` the port, or the program, went away. */
export type PinEnd =
  | { readonly type: 'entered'; readonly count: number }
  | { readonly type: 'personCanceled' | 'timeOut' | 'canceled' | 'lost' };

export type CollectOutcome =
  | {
      readonly type: 'ended';
      readonly end: PinEnd;
      /** Settles when no key is taken any more; the next entry waits for it. */
      readonly closing: Promise<PinPadOutcome>;
    }
  /** It could not begin. */
  | LinkFault;

export type PinPadOutcome = { readonly type: 'well' } | LinkFault;
export type PinPadSelfTest = { readonly type: 'well'; readonly description: string | null } | LinkFault;

/**
 * A PIN pad that may be the right one, on its open port: keys in the clear or a dialog. One that enciphers the PIN for
 * the card would be another kind of link, as what it gives is no digits.
 */
export interface PinPadLink {
  /** For logs: the port or the program, and the kind. */
  readonly port: string;
  readonly model: string;
  selfTest(): Promise<PinPadSelfTest>;
  /** Is it still there? Nothing of it is seen or heard. */
  ping(): Promise<PinPadOutcome>;
  /** Lets a person enter 4–12 digits. One at a time, and not beside `ping`. */
  collect(collection: PinCollection, signal: AbortSignal): Promise<CollectOutcome>;
  confirm(): void;
  close(): Promise<void>;
}

/** @param lost the port is gone; at most once, never after close */
export type OpenPinPadLink = (lost: () => void) => Promise<Result<PinPadLink, BindingOpenError>>;
