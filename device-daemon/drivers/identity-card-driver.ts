import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { IdentityCard } from './identity-card.ts';
import type { LinkFault } from './link-fault.ts';

/** A reader that may be the right one, on its open port. */
export interface IdentityCardLink {
  /** For logs: the port, and the row of the table it is taken for. */
  readonly port: string;
  readonly model: string;
  /** The least pause between two questions for a card that this model is to have. */
  readonly pollMs: number;
  readonly conversation: IdentityCardConversation;
  /** How patiently depends on how many other places there are to look. */
  selfTest(): Promise<SelfTestOutcome>;
  /** It is the one: looked for here first the next time. */
  confirm(): void;
  /** Ends the conversation and closes the port. */
  close(): Promise<void>;
}

/** What the owner of a link wants to know of it. */
export interface LinkWatch {
  /** Aborted when the link is not wanted any more; candidates still to be looked at are left. */
  readonly signal?: AbortSignal;
  /** So many bytes came that belonged to no frame. */
  readonly onDiscarded?: (bytes: number) => void;
}

/** Opens the only candidate, or the best of several. @param lost the port is gone; at most once, never after close */
export type OpenIdentityCardLink = (
  lost: () => void,
  watch?: LinkWatch,
) => Promise<Result<IdentityCardLink, BindingOpenError>>;

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
