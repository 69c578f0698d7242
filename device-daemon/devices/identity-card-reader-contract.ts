import type { EventEmitter } from 'node:events';
import type { IdentityCardErrorCode, IdentityCardKind } from '#shared/protocol/cards.ts';
import type { IdentityCardReaderStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';

/** A decoded second-generation identity card. Personal: lives in memory only and is dropped with the card. */
export interface IdentityCard {
  readonly kind: IdentityCardKind;
  /** As on the chip, without padding. */
  readonly name: string;
  /** Foreign cards only. */
  readonly latinName: string | null;
  /** Capital X. 18 characters, or 15 on the 2017 foreign card. */
  readonly number: string;
  readonly sex: 'unknown' | 'male' | 'female' | 'notStated';
  /** Two digits of GB/T 3304; mainland cards only. */
  readonly nationCode: string | null;
  readonly birthDate: string;
  readonly address: string | null;
  readonly issuingAuthority: string | null;
  readonly validFrom: string;
  /** null = 长期 */
  readonly validUntil: string | null;
  /** 1,024 bytes of WLT as read; nothing in the product needs them. */
  readonly photo: Uint8Array;
}

export type IdentityCardReadFailure =
  | { readonly type: 'commandErrorCode'; readonly errorCode: IdentityCardErrorCode }
  /** No reader, or it does not answer. */
  | { readonly type: 'deviceNotReady' }
  /** The reader says it is broken (self-test failed, not authorised). */
  | { readonly type: 'hardwareError' }
  | { readonly type: 'canceled' }
  /** Another read waits already. */
  | { readonly type: 'sequenceError' };

export interface ReadProgress {
  /** The reader waits for a card. */
  insertCard(): void;
  /** A card lies there and is being read. */
  mediaInserted(): void;
}

export interface IdentityCardReaderEvents {
  /** Only when something changed. */
  statusChanged: [status: IdentityCardReaderStatus];
  /** The card that was last reported present has left. */
  mediaRemoved: [];
}

/**
 * A reader and its whole life: opened, lost, found again, all by itself. `start` never fails: a reader that is not
 * there is a status, not an error.
 */
export interface IdentityCardReader extends EventEmitter<IdentityCardReaderEvents> {
  readonly status: IdentityCardReaderStatus;
  start(): void;
  stop(): Promise<void>;
  /**
   * Waits until a card is laid down (one that lies there already counts) and reads it. Bounded retries inside; ends
   * only with a card, a failure a person can act on, or the signal.
   */
  read(progress: ReadProgress, signal: AbortSignal): Promise<Result<IdentityCard, IdentityCardReadFailure>>;
}
