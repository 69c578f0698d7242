import type { EventEmitter } from 'node:events';
import type { SpeechErrorCode, Utterance } from '#shared/protocol/speech.ts';
import type { SpeechStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';

/** `canceled`: the signal came, or something else was to be said. */
export type SayFailure =
  | { readonly type: 'commandErrorCode'; readonly errorCode: SpeechErrorCode }
  | { readonly type: 'canceled' };

export interface SpeechEvents {
  statusChanged: [status: SpeechStatus];
}

/** A voice, and whatever it is heard with. What is said is not kept and not logged. */
export interface Speech extends EventEmitter<SpeechEvents> {
  readonly status: SpeechStatus;
  start(): void;
  stop(): Promise<void>;
  /**
   * Settles when it is said. A further one ends the one before. What is private is never heard without headphones: they may
   * be pulled in the middle of it.
   */
  say(utterance: Utterance, signal: AbortSignal): Promise<Result<void, SayFailure>>;
  /** The person it concerns has left: what is private is not said to the end. */
  endPrivate(): void;
}
