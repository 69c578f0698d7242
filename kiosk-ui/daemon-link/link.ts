import type { KeypadKey } from '#shared/protocol/assistance.ts';
import type { CompletionCode } from '#shared/protocol/header.ts';
import type {
  CommandName,
  CommandPayload,
  CompletionPayload,
  ErrorCodeOf,
  Event,
  UnsolicitedPayload,
} from '#shared/protocol/messages.ts';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Result } from '#shared/result.ts';

/** What the page learns from the daemon without having asked. Past tense: these are facts. */
export type LinkFact =
  | { readonly type: 'link.opened'; readonly hello: UnsolicitedPayload<'Kiosk.HelloEvent'> }
  | { readonly type: 'link.lost' }
  /** Another, newer load of the page has the kiosk now; this one stays quiet. */
  | { readonly type: 'link.replaced' }
  | {
      readonly type: 'device.statusChanged';
      readonly changed: UnsolicitedPayload<'Common.StatusChangedEvent'>;
    }
  | {
      readonly type: 'kiosk.availabilityChanged';
      readonly changed: UnsolicitedPayload<'Kiosk.AvailabilityChangedEvent'>;
    }
  | { readonly type: 'card.removed'; readonly reader: CardReaderName }
  /** Nobody took it: it is in the reader's bin. */
  | { readonly type: 'card.retained'; readonly reader: CardReaderName }
  | { readonly type: 'paper.taken' }
  /** Of a keypad that is the daemon's device. */
  | { readonly type: 'key.pressed'; readonly key: KeypadKey }
  /** A member of staff has seen the call. */
  | { readonly type: 'staff.answered' }
  | { readonly type: 'session.ended'; readonly reason: UnsolicitedPayload<'Session.EndedEvent'>['reason'] };

/** How a command ended. `linkLost`: the socket closed, or the daemon refused to take the command. */
export type CallOutcome<Name extends CommandName> =
  | { readonly code: 'success'; readonly payload: CompletionPayload<Name> }
  | { readonly code: 'commandErrorCode'; readonly errorCode: ErrorCodeOf<Name> }
  | { readonly code: Exclude<CompletionCode, 'success' | 'commandErrorCode'> | 'linkLost' };

export interface Call<Name extends CommandName> {
  readonly outcome: Promise<CallOutcome<Name>>;
  cancel(): void;
}

/** The page's line to the daemon. */
export interface Link {
  /** @returns stops listening */
  listen(listener: (fact: LinkFact) => void): () => void;
  command<Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
    onEvent?: (event: Event) => void,
  ): Call<Name>;
}

/** `sessionOver`: no card, no records. `unavailable`: worth trying again. */
export type RecordsFailure = 'notOnFile' | 'unavailable' | 'sessionOver';

/** The records of the citizen whose card lies there. */
export interface Records {
  pensionSummary(signal: AbortSignal): Promise<Result<PensionSummary, RecordsFailure>>;
  contributions(signal: AbortSignal): Promise<Result<ContributionHistory, RecordsFailure>>;
  accountYears(signal: AbortSignal): Promise<Result<AccountTable, RecordsFailure>>;
}
