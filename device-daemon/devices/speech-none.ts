import { EventEmitter } from 'node:events';
import { err, type Result } from '#shared/result.ts';
import type { SayFailure, Speech, SpeechEvents } from './speech-contract.ts';

/** A kiosk that is not meant to speak. */
export class NoSpeech extends EventEmitter<SpeechEvents> implements Speech {
  readonly status = { device: 'noDevice', output: 'none' } as const;

  start(): void {}

  async stop(): Promise<void> {}

  async say(): Promise<Result<void, SayFailure>> {
    return err({ type: 'commandErrorCode', errorCode: 'speechUnavailable' });
  }

  endPrivate(): void {}
}
