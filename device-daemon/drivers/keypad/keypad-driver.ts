import type { KeypadKey } from '#shared/protocol/assistance.ts';
import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';
import type { LinkFault } from '../link-fault.ts';

/** A keypad on its open port. */
export interface KeypadLink {
  /** For logs: the port, and how the keys come. */
  readonly port: string;
  readonly model: string;
  /** A keypad only sends, and cannot be asked anything. */
  selfTest(): Promise<{ readonly type: 'well'; readonly description: string | null } | LinkFault>;
  confirm(): void;
  close(): Promise<void>;
}

interface KeypadListener {
  pressed(key: KeypadKey): void;
  /** The port is gone; at most once, never after close. */
  lost(): void;
}

export type OpenKeypadLink = (listener: KeypadListener) => Promise<Result<KeypadLink, BindingOpenError>>;
