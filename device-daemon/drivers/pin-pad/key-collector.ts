import { assertNever } from '#shared/result.ts';
import {
  beginKeyEntry,
  type KeyEntry,
  type KeyEntryEffect,
  type KeyEntryInput,
  type PinPadKey,
  stepKeyEntry,
} from './key-entry.ts';
import type { PinCollection, PinEnd } from './pin-pad-driver.ts';

/** Runs one entry of key-entry.ts: holds the one timer, and is the only place where a digit is put down. */
export class KeyCollector {
  readonly ended: Promise<PinEnd>;
  readonly #collection: PinCollection;
  #entry: KeyEntry;
  #settled: (end: PinEnd) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(collection: PinCollection) {
    this.#collection = collection;
    this.ended = new Promise((resolve) => {
      this.#settled = resolve;
    });
    const step = beginKeyEntry(performance.now());
    this.#entry = step.entry;
    this.#perform(step.effects, 0);
  }

  /** @param digit 0–9 */
  digit(digit: number): void {
    this.#feed({ type: 'key', key: 'digit', atMs: performance.now() }, digit);
  }

  pressed(key: Exclude<PinPadKey, 'digit'>): void {
    this.#feed({ type: 'key', key, atMs: performance.now() });
  }

  cancel(): void {
    this.#feed({ type: 'canceled' });
  }

  lost(): void {
    this.#feed({ type: 'lost' });
  }

  #feed(input: KeyEntryInput, digit = 0): void {
    const step = stepKeyEntry(this.#entry, input);
    this.#entry = step.entry;
    this.#perform(step.effects, digit);
  }

  #perform(effects: readonly KeyEntryEffect[], digit: number): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'keep':
          this.#collection.digits[effect.at] = digit;
          break;
        case 'wipe':
          this.#collection.digits.fill(0);
          break;
        case 'counted':
          this.#collection.counted(effect.digits);
          break;
        case 'wakeAt':
          clearTimeout(this.#timer);
          this.#timer = setTimeout(this.#wake, Math.max(0, effect.atMs - performance.now()));
          break;
        case 'settle':
          clearTimeout(this.#timer);
          this.#settled(effect.end);
          break;
        default:
          assertNever(effect);
      }
    }
  }

  /** A timer may go off a part of a millisecond early; the reducer then asks for it again. */
  readonly #wake = (): void => {
    this.#feed({ type: 'woken', atMs: performance.now() });
  };
}
