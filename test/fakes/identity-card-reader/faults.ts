import * as v from 'valibot';
import { randomBytes } from '../ports/noise.ts';
import type { Sending } from '../ports/wire.ts';
import { REQUEST_NAMES, type RequestName } from './requests.ts';
import { frameOf, status } from './security-module.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));

/**
 * `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the reader well again.
 */
export const Faults = v.strictObject({
  /** Only the first answer concerned; otherwise every one until the next call. Babble has no answer and goes on. */
  once: v.optional(v.boolean(), false),
  /** Which commands' answers; all of them if absent. */
  on: v.optional(v.array(v.picklist(REQUEST_NAMES))),
  /** Random bytes before or after the answer, or one byte inside its preamble (`AA 00 AA AA 96 69`). */
  noise: v.optional(
    v.strictObject({
      where: v.picklist(['before', 'after', 'insidePreamble']),
      bytes: v.optional(count, 40),
    }),
  ),
  /** The answer stops after so many bytes, and the reader never answers again. */
  silentAfterBytes: v.optional(count),
  /** An answer that belongs to another command comes first, or instead. */
  answerOtherCommand: v.optional(v.picklist(['before', 'instead'])),
  /** Random bytes at the full rate of the line, and no answer at all. */
  babble: v.optional(v.boolean(), false),
  wrongChecksum: v.optional(v.boolean(), false),
  /** Only so many bytes of the answer come. */
  truncate: v.optional(count),
  /** The module answers nothing but this status (SW3). */
  statusByte: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  /** Each byte by itself. */
  oneByteWrites: v.optional(v.boolean(), false),
  /** The card leaves when so many bytes of the answer are out, and the answer breaks off. */
  removeCardAtByte: v.optional(count),
  /** The answer comes so much later. */
  delayMs: v.optional(count),
});
export type Faults = v.InferOutput<typeof Faults>;

export const NO_FAULTS: Faults = v.parse(Faults, {});

/** How one request is answered: the frame, and how it goes over the wire. */
export interface Answer extends Sending {
  readonly delayMs: number;
}

/** A behaviour takes the answer of those behind it, or gives its own; the last one is the healthy module. */
export type Behaviour = (request: RequestName, next: () => Answer | null) => Answer | null;

export const chain =
  (behaviours: readonly Behaviour[], healthy: (request: RequestName) => Answer | null) =>
  (request: RequestName): Answer | null => {
    const from = (index: number): Answer | null => {
      const behaviour = behaviours[index];
      return behaviour === undefined ? healthy(request) : behaviour(request, () => from(index + 1));
    };
    return from(0);
  };

/** What the faults need of the reader. */
export interface FaultEffects {
  liftCard(): void;
  fallSilent(): void;
}

/** The behaviours of a set of faults; one that deviates in a single thing overrides only that. */
export function behavioursOf(faults: Faults, effects: FaultEffects): Behaviour[] {
  const behaviours: Behaviour[] = [];
  const onAnswer = (change: (answer: Answer, request: RequestName) => Answer): void => {
    behaviours.push((request, next) => {
      const answer = next();
      return answer === null ? null : change(answer, request);
    });
  };
  const { noise, silentAfterBytes, answerOtherCommand, truncate, statusByte, removeCardAtByte } = faults;

  if (faults.oneByteWrites) onAnswer((answer) => ({ ...answer, oneByteWrites: true }));
  if (silentAfterBytes !== undefined) {
    onAnswer((answer) => breakingOff(answer, silentAfterBytes, () => effects.fallSilent()));
  }
  if (removeCardAtByte !== undefined) {
    onAnswer((answer) => breakingOff(answer, removeCardAtByte, () => effects.liftCard()));
  }
  if (noise !== undefined) onAnswer((answer) => ({ ...answer, bytes: withNoise(answer.bytes, noise) }));
  if (answerOtherCommand !== undefined) {
    onAnswer((answer, request) => ({
      ...answer,
      bytes: Buffer.concat([
        otherAnswer(request),
        answerOtherCommand === 'before' ? answer.bytes : new Uint8Array(),
      ]),
    }));
  }
  if (truncate !== undefined)
    onAnswer((answer) => ({ ...answer, bytes: answer.bytes.subarray(0, truncate) }));
  if (faults.wrongChecksum) onAnswer((answer) => ({ ...answer, bytes: withWrongChecksum(answer.bytes) }));
  if (faults.delayMs !== undefined) {
    const extra = faults.delayMs;
    onAnswer((answer) => ({ ...answer, delayMs: answer.delayMs + extra }));
  }
  if (statusByte !== undefined) behaviours.push(() => ({ delayMs: 2, bytes: frameOf(status(statusByte)) }));
  return behaviours;
}

function breakingOff(answer: Answer, bytes: number, act: () => void): Answer {
  if (bytes === 0) {
    act();
    return { ...answer, bytes: new Uint8Array() };
  }
  const onByte = {
    count: bytes,
    act: () => {
      act();
      return 'stop' as const;
    },
  };
  return { ...answer, onByte };
}

function withNoise(bytes: Uint8Array, noise: NonNullable<Faults['noise']>): Uint8Array {
  switch (noise.where) {
    case 'before':
      return Buffer.concat([randomBytes(noise.bytes), bytes]);
    case 'after':
      return Buffer.concat([bytes, randomBytes(noise.bytes)]);
    case 'insidePreamble':
      return Buffer.concat([bytes.subarray(0, 1), Uint8Array.of(0), bytes.subarray(1)]);
  }
}

/** A found card for all commands but find, which gets a module's number. */
const otherAnswer = (request: RequestName): Uint8Array =>
  request === 'find'
    ? frameOf(Buffer.concat([status(0x90), new Uint8Array(16)]))
    : frameOf(Buffer.concat([status(0x9f), new Uint8Array(4)]));

function withWrongChecksum(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 0x55;
  return changed;
}
