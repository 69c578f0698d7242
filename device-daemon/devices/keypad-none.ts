import { EventEmitter } from 'node:events';
import type { Keypad, KeypadEvents } from './keypad-contract.ts';

/** A kiosk without a keypad, or with one that is a keyboard: the browser hears that one, the daemon does not. */
export class NoKeypad extends EventEmitter<KeypadEvents> implements Keypad {
  readonly status = { device: 'noDevice' } as const;

  start(): void {}

  async stop(): Promise<void> {}
}
