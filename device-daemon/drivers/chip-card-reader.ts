import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { LinkFault } from './link-fault.ts';

/** `card` is the citizen's; `sam1` a security module that is built in. */
export type ChipCardSlot = 'card' | 'sam1';

/**
 * Where a card is. A reader without a motor knows only `none` and `atContacts`.
 * `atGate`: in the slot, held or loose, a person can take it · `inside`: drawn in, contacts up · `atContacts`: can be
 * powered (also: lies in the field of a contactless reader) · `unknown`: the reader has not been initialised.
 */
export type CardPosition = 'none' | 'atGate' | 'inside' | 'atContacts' | 'unknown';

export interface ChipCardReaderStatus {
  readonly position: CardPosition;
  /** More than one card in the field of a contactless reader. */
  readonly collision: boolean;
  readonly retainBin: 'ok' | 'full' | 'notSupported';
}

/**
 * Why a call on a working reader did not do what was asked.
 * - `noCard` there is none · `mute` it does not answer to reset, cold and warm: wrong way round, dirty, no chip
 * - `cardMoved` it was taken, pushed or exchanged since it was powered: whatever was known of it is void
 * - `jammed` stuck; only staff can help · `unsupported` the reader cannot do this · `refused` it would not now
 */
export type CardFault = {
  readonly type: 'noCard' | 'mute' | 'cardMoved' | 'jammed' | 'unsupported' | 'refused';
};

export type ChipCardOutcome<T> = Result<T, CardFault | LinkFault>;

/**
 * The port that every reader for chip cards fits into: the six calls of the reader interface in 《社会保障卡读写终端规范》
 * annex A (Open, Close, PowerOn, PowerOff, GetStatus, Application). One call at a time; the caller waits for each.
 */
export interface ChipCardReader {
  /** Is it our reader, and is it well? A card that is inside stays where it is. @returns model and firmware in its own words */
  open(): Promise<ChipCardOutcome<{ readonly description: string | null }>>;
  /** Cold reset, one warm reset on failure. @returns the ATR, whole; for a contactless card the one PC/SC would build */
  powerOn(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>>;
  /** One command, one answer with its status word; `61xx` and `6Cxx` pass through as they come. 4–261 bytes, 2–258 bytes. */
  transmit(slot: ChipCardSlot, command: Uint8Array): Promise<ChipCardOutcome<Uint8Array>>;
  powerOff(slot: ChipCardSlot): Promise<ChipCardOutcome<void>>;
  status(): Promise<ChipCardOutcome<ChipCardReaderStatus>>;
  /** Ends the conversation and closes the port; a call that runs settles as `silent`. */
  close(): Promise<void>;
  /** What a reader with a motor can do besides; null where the card is moved by hand. */
  readonly mover: CardMover | null;
}

/** Moves the card. Each call ends when the card is where it was to go, or with why not. */
export interface CardMover {
  /** Lets a card in that is put to the gate. */
  permitEntry(): Promise<ChipCardOutcome<void>>;
  refuseEntry(): Promise<ChipCardOutcome<void>>;
  /** To the contacts, contacts down; the gate closes behind it. */
  moveToContacts(): Promise<ChipCardOutcome<void>>;
  /** To the gate, where a person can take it. */
  eject(): Promise<ChipCardOutcome<void>>;
  /** Into the bin for cards that nobody took. */
  capture(): Promise<ChipCardOutcome<void>>;
}

/** A reader that may be the right one, on its open port. */
export interface ChipCardReaderLink {
  /** For logs: the port, and the row of the table it is taken for. */
  readonly port: string;
  readonly model: string;
  readonly reader: ChipCardReader;
  /** It is the one: looked for here first the next time. */
  confirm(): void;
}

/** Opens the only candidate, or the next of several. @param lost the port is gone; at most once, never after close */
export type OpenChipCardReaderLink = (
  lost: () => void,
) => Promise<Result<ChipCardReaderLink, BindingOpenError>>;
