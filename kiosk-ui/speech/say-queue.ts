import type { Call, CallOutcome } from '../daemon-link/link.ts';
import type { Language, Preferences } from '../machines/preferences.ts';
import type { Spoken } from './wording.ts';

/** How each sentence is said. */
export type Manner = Pick<Preferences, 'volume' | 'ratePercent' | 'language'> & {
  readonly headphones: boolean;
};

interface QueueWorld {
  readonly say: (sentence: Spoken, manner: Manner) => Call<'Speech.Say'>;
  /** Something personal was left out for want of headphones. */
  readonly onPrivateSkipped: () => void;
  /** The daemon has no voice for the language of the page. */
  readonly onNoVoice: (language: Language) => void;
}

/** A remark that comes in between; a newer one of the same `about` takes its place. */
interface Remark {
  readonly about: unknown;
  readonly sentences: readonly Spoken[];
}

/**
 * What is to be said, sentence after sentence; the daemon is asked for one at a time. A new reading ends the one before; a
 * remark interrupts it and it goes on with the sentence that was broken off.
 */
export class SayQueue {
  #manner: Manner;
  #reading: readonly Spoken[] = [];
  #next = 0;
  #remarks: Remark[] = [];
  /** The sentence that is being said. */
  #running: { readonly call: Call<'Speech.Say'>; readonly about: unknown } | null = null;
  #paused = false;

  constructor(
    private readonly world: QueueWorld,
    manner: Manner,
  ) {
    this.#manner = manner;
  }

  set manner(manner: Manner) {
    this.#manner = manner;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Ends whatever is said and begins this. */
  read(sentences: readonly Spoken[]): void {
    this.#paused = false;
    this.#remarks = [];
    this.#reading = sentences;
    this.#next = 0;
    this.#sayInstead();
  }

  /** Says this after what is said already. */
  append(sentences: readonly Spoken[]): void {
    this.#reading = [...this.#reading, ...sentences];
    if (this.#running === null && !this.#paused) this.#goOn();
  }

  /** Says this now, and goes on afterwards with the sentence that was broken off. */
  remark(about: unknown, sentences: readonly Spoken[]): void {
    if (sentences.length === 0) return;
    this.#remarks = [...this.#remarks.filter((remark) => remark.about !== about), { about, sentences }];
    // A remark that sounds is heard out: the next one comes after it.
    if (this.#running !== null && this.#running.about !== null) return;
    this.#breakOff();
    if (!this.#paused) this.#sayInstead();
  }

  again(): void {
    this.read(this.#reading);
  }

  pause(): void {
    this.#paused = true;
    this.#breakOff();
    this.#silence();
  }

  resume(): void {
    this.#paused = false;
    if (this.#running === null) this.#goOn();
  }

  /** Nothing is said, and nothing is kept that was to be said. */
  stop(): void {
    this.#reading = [];
    this.#next = 0;
    this.#remarks = [];
    this.#silence();
  }

  /** The sentence that was broken off is said again from its beginning. */
  #breakOff(): void {
    if (this.#running !== null && this.#running.about === null) this.#next -= 1;
  }

  /** A new sentence ends the one before by itself; where there is none to say, that one is silenced. */
  #sayInstead(): void {
    const before = this.#running;
    this.#running = null;
    this.#goOn();
    if (this.#running === null) before?.call.cancel();
  }

  #silence(): void {
    this.#running?.call.cancel();
    this.#running = null;
  }

  #goOn(): void {
    const remark = this.#remarks[0];
    if (remark !== undefined) {
      const [sentence, ...rest] = remark.sentences;
      this.#remarks =
        rest.length === 0
          ? this.#remarks.slice(1)
          : [{ ...remark, sentences: rest }, ...this.#remarks.slice(1)];
      return sentence === undefined ? this.#goOn() : this.#say(sentence, remark.about);
    }
    const sentence = this.#reading[this.#next];
    if (sentence === undefined) {
      this.#running = null;
      return;
    }
    this.#next += 1;
    this.#say(sentence, null);
  }

  #say(sentence: Spoken, about: unknown): void {
    if (sentence.private && !this.#manner.headphones) {
      this.#running = null;
      this.world.onPrivateSkipped();
      // The remark about it may have begun.
      if (this.#running === null) this.#goOn();
      return;
    }
    const call = this.world.say(sentence, this.#manner);
    const running = { call, about };
    this.#running = running;
    void call.outcome.then((outcome) => {
      if (this.#running !== running) return;
      this.#running = null;
      this.#said(sentence, outcome);
    });
  }

  #said(sentence: Spoken, outcome: CallOutcome<'Speech.Say'>): void {
    if (outcome.code === 'success') return this.#goOn();
    const errorCode = outcome.code === 'commandErrorCode' ? outcome.errorCode : null;
    switch (errorCode) {
      case 'headphonesOff':
        this.#manner = { ...this.#manner, headphones: false };
        this.world.onPrivateSkipped();
        if (this.#running === null) this.#goOn();
        return;
      case 'noVoice':
        // A word in another language is left out; a page in it falls silent.
        if (sentence.language !== this.#manner.language) return this.#goOn();
        this.stop();
        return this.world.onNoVoice(sentence.language);
      case 'speechUnavailable':
      case null:
        // The link is lost, or the voice is: the page is there to be read.
        return this.stop();
    }
  }
}
