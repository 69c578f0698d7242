import type { Binding } from '../bindings/binding.ts';
import type { IdentityCard } from './identity-card.ts';

/**
 * What the life of an identity-card reader needs of a protocol. A second protocol is a second folder beside `sdt/`
 * that gives this interface, and a row in table.ts.
 */
export interface IdentityCardDriver {
  /** A conversation on a freshly opened port; ends with the port. */
  connect(binding: Pick<Binding, 'write'>): IdentityCardConversation;
  /** Runs an invented answer through the whole of parsing and decoding, so that the first citizen's is not the first. */
  warmUp(): Promise<void>;
}

/** One exchange at a time: the caller waits for each to settle before the next. */
export interface IdentityCardConversation {
  /** Bytes from the port, in order. */
  receive(bytes: Uint8Array): void;
  /** Is it our reader, and is it well? Waits for one that is still starting. */
  selfTest(): Promise<SelfTestOutcome>;
  /** Asks the reader once, quickly, whether it is there; the citizen notices nothing. */
  ping(): Promise<LinkOutcome>;
  /** Looks for a card once. `notFound` is also the answer for a card that was read and still lies there. */
  detect(): Promise<DetectOutcome>;
  /**
   * Reads the card that lies there.
   * @param start `found` straight after `detect` found it · `lying` for one that may have been read before, so that
   *   the reader would not find it again
   */
  read(start: 'found' | 'lying'): Promise<ReadOutcome>;
  /** After a successful read: does that card still lie there? */
  stillThere(): Promise<PresenceOutcome>;
  /** The port is gone: a running exchange settles as `silent`. */
  end(): void;
}

/** The reader did not answer · answered nothing that makes sense · says itself that it is broken. */
export type LinkFault =
  | { readonly type: 'silent' }
  | { readonly type: 'garbled' }
  | { readonly type: 'broken'; readonly code: string };

export type LinkOutcome = { readonly type: 'well' } | LinkFault;
export type SelfTestOutcome = { readonly type: 'well'; readonly readerId: string | null } | LinkFault;
export type DetectOutcome = { readonly type: 'found' } | { readonly type: 'notFound' } | LinkFault;
export type PresenceOutcome =
  | { readonly type: 'present'; readonly newestAddress: string | null }
  | { readonly type: 'absent' }
  | LinkFault;

export type ReadOutcome =
  | { readonly type: 'card'; readonly card: IdentityCard }
  /** The card was read, but what is on it cannot be accepted; it counts as read until it is lifted. */
  | { readonly type: 'unacceptable'; readonly reason: CardDataFault }
  /** The card could not be read though it lies there. */
  | { readonly type: 'rejected'; readonly reason: 'invalidMedia' | 'securityFail' }
  /** It was taken away. */
  | { readonly type: 'noMedia' }
  | LinkFault;

/** `invalidMedia`: a field is not what the layout says. */
export type CardDataFault = 'invalidMedia' | 'numberNotValid' | 'readerFirmwareOutdated';
