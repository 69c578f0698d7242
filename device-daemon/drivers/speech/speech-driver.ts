import type { Utterance } from '#shared/protocol/speech.ts';
import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';
import type { LinkFault } from '../link-fault.ts';

/** A sentence of a minute and a half in the best sound there is; more is not a sentence. */
export const SOUND_MAX_BYTES = 16 * 1024 * 1024;

/** `noVoice`: neither a clip nor a voice for that language. */
export type SayEnd = { readonly type: 'said' | 'noVoice' | 'canceled' } | LinkFault;

/** A voice and something to hear it with. */
export interface SpeechLink {
  /** For logs: the engine's program, and its kind. */
  readonly port: string;
  readonly model: string;
  /** Makes a short sound, and plays silence. */
  selfTest(): Promise<{ readonly type: 'well'; readonly description: string | null } | LinkFault>;
  /** One at a time. When it settles nothing sounds any more. */
  say(utterance: Utterance, signal: AbortSignal): Promise<SayEnd>;
  confirm(): void;
  close(): Promise<void>;
}

/** @param lost a program was taken away; at most once, never after close */
export type OpenSpeechLink = (lost: () => void) => Promise<Result<SpeechLink, BindingOpenError>>;
