import type { EventEmitter } from 'node:events';
import type { KeypadKey } from '#shared/protocol/assistance.ts';
import type { KeypadStatus } from '#shared/protocol/states.ts';

export interface KeypadEvents {
  statusChanged: [status: KeypadStatus];
  keyPressed: [key: KeypadKey];
}

/** A keypad and its whole life. It tells presses, not how long a key is held. */
export interface Keypad extends EventEmitter<KeypadEvents> {
  readonly status: KeypadStatus;
  start(): void;
  stop(): Promise<void>;
}
