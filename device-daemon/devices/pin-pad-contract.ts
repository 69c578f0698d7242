import type { EventEmitter } from 'node:events';
import type { PinPadStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';

/** Digits that a person entered, one a byte (0–9). Whoever gets it clears it, whatever happens. */
export interface EnteredPin {
  readonly digits: Uint8Array;
  /** Overwrites the digits. */
  clear(): void;
}

export interface PinEntryProgress {
  /** How many digits stand in the pad now. */
  keyPressed(digits: number): void;
}

/**
 * - `personCanceled` the red key · `timeOut` nothing for too long, also after a first digit: the pad is cleared
 * - `deviceNotReady` no pad, or lost meanwhile · `canceled` the signal
 */
export type PinEntryFailure = 'personCanceled' | 'timeOut' | 'deviceNotReady' | 'canceled';

export interface PinPadEvents {
  statusChanged: [status: PinPadStatus];
}

/** A PIN pad and its whole life, as the readers': `start` never fails. */
export interface PinPad extends EventEmitter<PinPadEvents> {
  readonly status: PinPadStatus;
  start(): void;
  stop(): Promise<void>;
  /** 4–12 digits, ended with the green key; fewer are not taken. One entry at a time. */
  enterPin(progress: PinEntryProgress, signal: AbortSignal): Promise<Result<EnteredPin, PinEntryFailure>>;
}
