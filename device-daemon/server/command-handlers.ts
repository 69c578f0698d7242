import type { CompletionCode } from '#shared/protocol/header.ts';
import type {
  CommandName,
  CommandPayload,
  CompletionPayload,
  ErrorCodeOf,
  EventName,
  EventPayload,
} from '#shared/protocol/messages.ts';

export type CommandOutcome<Name extends CommandName> =
  | { readonly completionCode: 'success'; readonly payload: CompletionPayload<Name> }
  | { readonly completionCode: 'commandErrorCode'; readonly errorCode: ErrorCodeOf<Name> }
  | {
      readonly completionCode: Exclude<CompletionCode, 'success' | 'commandErrorCode'>;
      readonly errorDescription?: string;
    };

interface CommandContext {
  /** Aborts when the command times out, is cancelled, or its page is gone. */
  readonly signal: AbortSignal;
  /** Sends an event that belongs to this command. */
  event<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
}

export interface CommandHandler<Name extends CommandName> {
  /** What was begun goes on when the page is gone: paper that is half out must come out. */
  readonly outlivesPage: boolean;
  run(payload: CommandPayload<Name>, context: CommandContext): Promise<CommandOutcome<Name>>;
}

/** `Common.Cancel` is the socket's own affair: it aborts other commands of the same page. */
export type HandledCommandName = Exclude<CommandName, 'Common.Cancel'>;
export type CommandHandlers = { readonly [Name in HandledCommandName]: CommandHandler<Name> };

type PlainCode = Exclude<CompletionCode, 'success' | 'commandErrorCode'>;

/** A device's failure as a completion: a word of the command's own list, or one of the completion codes. */
export const failed = <Code extends string, Plain extends PlainCode>(
  failure: { readonly type: 'commandErrorCode'; readonly errorCode: Code } | { readonly type: Plain },
): { completionCode: 'commandErrorCode'; errorCode: Code } | { completionCode: Plain } =>
  'errorCode' in failure
    ? { completionCode: 'commandErrorCode', errorCode: failure.errorCode }
    : { completionCode: failure.type };
