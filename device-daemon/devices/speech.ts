import { EventEmitter } from 'node:events';
import type { SpeechErrorCode, SpeechOutput, Utterance } from '#shared/protocol/speech.ts';
import type { SpeechStatus } from '#shared/protocol/states.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import { isLinkFault, type LinkFault } from '../drivers/link-fault.ts';
import type { OpenSpeechLink, SayEnd, SpeechLink } from '../drivers/speech/speech-driver.ts';
import type { HeadphoneJack } from './headphone-jack.ts';
import type { SayFailure, Speech, SpeechEvents } from './speech-contract.ts';
import { Supervision } from './supervision.ts';

export interface SpeechOptions {
  readonly openLink: OpenSpeechLink;
  readonly headphones: HeadphoneJack;
  readonly logger: Logger;
}

/** The voice with everything that keeps it in use. */
export function createSpeech(options: SpeechOptions): SupervisedSpeech {
  return new SupervisedSpeech(options);
}

type Outcome = Result<void, SayFailure>;

/** What is being said. */
interface Saying {
  readonly isPrivate: boolean;
  /** The first outcome counts; the sound ends with it. */
  finish(outcome: Outcome): void;
}

const failure = (errorCode: SpeechErrorCode): Outcome => err({ type: 'commandErrorCode', errorCode });
const CANCELED: Outcome = err({ type: 'canceled' });

export class SupervisedSpeech extends EventEmitter<SpeechEvents> implements Speech {
  readonly #supervision: Supervision<SpeechLink>;
  readonly #headphones: HeadphoneJack;
  #link: SpeechLink | null = null;
  #fail: (fault: LinkFault) => void = () => undefined;
  #saying: Saying | null = null;
  /** Settles when nothing sounds any more. */
  #quiet: Promise<unknown> = Promise.resolve();

  constructor({ openLink, headphones, logger }: SpeechOptions) {
    super();
    this.#headphones = headphones;
    this.#supervision = new Supervision({
      what: 'speech',
      logger,
      openLink,
      attend: (link, signal) => this.#attend(link, signal),
      onState: () => this.emit('statusChanged', this.status),
      onFault: () => this.#saying?.finish(failure('speechUnavailable')),
    });
    headphones.on('changed', (plugged) => {
      if (!plugged && this.#saying?.isPrivate === true) this.#saying.finish(failure('headphonesOff'));
      if (this.#link !== null) this.emit('statusChanged', this.status);
    });
  }

  get status(): SpeechStatus {
    return { device: this.#supervision.state, output: this.#output };
  }

  start(): void {
    this.#headphones.start();
    this.#supervision.start();
  }

  async stop(): Promise<void> {
    this.#saying?.finish(CANCELED);
    await Promise.all([this.#supervision.stop(), this.#headphones.stop()]);
  }

  say(utterance: Utterance, signal: AbortSignal): Promise<Outcome> {
    this.#saying?.finish(CANCELED);
    if (signal.aborted) return Promise.resolve(CANCELED);
    const link = this.#link;
    if (link === null) return Promise.resolve(failure('speechUnavailable'));
    if (utterance.private && !this.#headphones.plugged) return Promise.resolve(failure('headphonesOff'));
    return new Promise((resolve) => {
      const sound = new AbortController();
      const cancel = () => saying.finish(CANCELED);
      const saying: Saying = {
        isPrivate: utterance.private,
        finish: (outcome) => {
          if (this.#saying !== saying) return;
          this.#saying = null;
          signal.removeEventListener('abort', cancel);
          sound.abort();
          resolve(outcome);
        },
      };
      this.#saying = saying;
      signal.addEventListener('abort', cancel, { once: true });
      const fail = this.#fail;
      // Two voices at once are none: the one before has fallen silent first.
      this.#quiet = this.#quiet
        .then(() => link.say(utterance, sound.signal))
        .then((end) => {
          saying.finish(outcomeOf(end));
          if (isLinkFault(end)) fail(end);
        });
    });
  }

  endPrivate(): void {
    if (this.#saying?.isPrivate === true) this.#saying.finish(CANCELED);
  }

  get #output(): SpeechOutput {
    if (this.#supervision.state !== 'online') return 'none';
    return this.#headphones.plugged ? 'headphones' : 'loudspeaker';
  }

  /** A voice that fails is tried again before the next sentence. */
  #attend(link: SpeechLink, signal: AbortSignal): Promise<LinkFault> {
    this.#link = link;
    return new Promise((resolve) => {
      const end = (fault: LinkFault) => {
        if (this.#link === link) this.#link = null;
        resolve(fault);
      };
      this.#fail = end;
      signal.addEventListener('abort', () => end({ type: 'silent' }), { once: true });
    });
  }
}

function outcomeOf(end: SayEnd): Outcome {
  switch (end.type) {
    case 'said':
      return ok(undefined);
    case 'noVoice':
      return failure('noVoice');
    case 'canceled':
      return CANCELED;
    case 'silent':
    case 'garbled':
    case 'broken':
      return failure('speechUnavailable');
  }
}
