import { EventEmitter } from 'node:events';
import { err, type Result } from '#shared/result.ts';
import type { EnteredPin, PinEntryFailure, PinPad, PinPadEvents } from './pin-pad-contract.ts';

/** A kiosk that is not meant to have a PIN pad. */
export class NoPinPad extends EventEmitter<PinPadEvents> implements PinPad {
  readonly status = { device: 'noDevice' } as const;

  start(): void {}

  async stop(): Promise<void> {}

  async enterPin(): Promise<Result<EnteredPin, PinEntryFailure>> {
    return err('deviceNotReady');
  }
}
