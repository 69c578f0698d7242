import { assign, raise, sendParent, sendTo, setup } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { UnsolicitedPayload } from '#shared/protocol/messages.ts';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Records } from '../daemon-link/link.ts';
import { LINK_LOST_MAX_MS, READER_LOST_MAX_MS } from './delays.ts';
import { type IdleEvent, idleMachine } from './idle.ts';
import type { Preferences } from './preferences.ts';
import type { PaperEvent, PrintOutput } from './print.ts';
import { createQueryMachine, type QueryOutput } from './query.ts';
import type { GoodbyeReason, PersonEvent } from './screen-model.ts';
import { patienceFor, TIME_POLICY, timeFor, type VisitTimeClass } from './time-policy.ts';
import { readerOf, works } from './ways.ts';

interface VisitInput {
  readonly holder: CardHolder;
  /** As the kiosk has them; it tells when they change. */
  readonly preferences: Preferences;
}

/** All that the page knows of a person. It is here and nowhere else, and goes when this actor stops. */
interface VisitContext extends VisitInput {
  readonly summary: PensionSummary | null;
  readonly history: ContributionHistory | null;
  readonly table: AccountTable | null;
  readonly hideNumber: boolean;
  readonly timeClass: VisitTimeClass;
  readonly printFailure: Extract<PrintOutput, { outcome: 'failed' }>['errorCode'] | null;
}

type VisitEvent =
  | PersonEvent
  | IdleEvent
  | PaperEvent
  | { type: 'card.removed'; reader: CardReaderName }
  | { type: 'card.retained'; reader: CardReaderName }
  | { type: 'session.ended' }
  | { type: 'records.cameBack' }
  | { type: 'reader.changed'; changed: ReadersChanged }
  | { type: 'preferences.changed'; preferences: Preferences }
  | { type: 'link.lost' }
  | { type: 'link.opened'; sessionOpen: boolean }
  /** Raised inside: a screen with amounts was left. */
  | { type: 'amounts.left' }
  /** Raised inside: a side condition of the visit has failed for too long. */
  | { type: 'visit.brokeOff'; because: GoodbyeReason };

type ReadersChanged = Pick<
  UnsolicitedPayload<'Common.StatusChangedEvent'>,
  'identityCardReader' | 'socialSecurityCardReader'
>;

/** The visit's last word. It does not wait for its own regions to finish: the kiosk stops it. */
export interface VisitOver {
  readonly type: 'visit.over';
  readonly because: GoodbyeReason;
}

/** The one thing a visit asks of the kiosk: paper, which outlives it. */
export interface PaperWish {
  readonly type: 'visit.wantedPaper';
  readonly hideNumber: boolean;
}

/** What a visit is made of: its children, what it keeps of the person, and what it tells. */
export function visitSetup(records: Records) {
  return setup({
    types: {
      input: {} as VisitInput,
      context: {} as VisitContext,
      events: {} as VisitEvent,
    },
    actors: {
      idle: idleMachine,
      summaryQuery: createQueryMachine(records.pensionSummary),
      historyQuery: createQueryMachine(records.contributions),
      tableQuery: createQueryMachine(records.accountYears),
    },
    actions: {
      keepSummary: assign((_, summary: PensionSummary) => ({ summary })),
      keepHistory: assign((_, history: ContributionHistory) => ({ history })),
      keepTable: assign((_, table: AccountTable) => ({ table })),
      keepHideNumber: assign((_, hideNumber: boolean) => ({ hideNumber })),
      keepPrintFailure: assign((_, output: PrintOutput) => ({
        printFailure: output.outcome === 'failed' ? output.errorCode : null,
      })),
      sayOver: sendParent((_, because: GoodbyeReason): VisitOver => ({ type: 'visit.over', because })),
      endSessionHere: raise({ type: 'session.ended' }),
      breakOff: raise((_, because: GoodbyeReason) => ({ type: 'visit.brokeOff' as const, because })),
      askForPaper: sendParent(
        ({ context }): PaperWish => ({ type: 'visit.wantedPaper', hideNumber: context.hideNumber }),
      ),
      keepPreferences: assign((_, preferences: Preferences) => ({ preferences })),
      leaveAmounts: raise({ type: 'amounts.left' }),
      noteActivity: sendTo('idle', { type: 'person.acted' }),
      keepTimeClass: assign((_, timeClass: VisitTimeClass) => ({ timeClass })),
      tellIdlePatience: sendTo('idle', ({ context }) => ({
        type: 'screen.changed' as const,
        patience: patienceFor(context.preferences, context.timeClass),
      })),
      askSummaryAgain: sendTo('summaryQuery', ({ event }) => event as { type: 'person.askedAgain' }),
      askHistoryAgain: sendTo('historyQuery', ({ event }) => event as { type: 'person.askedAgain' }),
      askTableAgain: sendTo('tableQuery', ({ event }) => event as { type: 'person.askedAgain' }),
    },
    guards: {
      hasSummary: ({ context }) => context.summary !== null,
      isNotOnFile: (_, output: QueryOutput<unknown>) => !output.ok && output.error === 'notOnFile',
      isAnswer: (_, output: QueryOutput<unknown>) => output.ok,
      isPaperFailed: (_, output: PrintOutput) => output.outcome === 'failed',
      isPaperTaken: (_, output: PrintOutput) => output.outcome === 'taken',
      isNew: ({ context }, preferences: Preferences) => preferences !== context.preferences,
      // A stranger helps: what they need not know stays hidden.
      isWithStaff: ({ context }) => context.preferences.company === 'staff',
      isSessionGone: (_, sessionOpen: boolean) => !sessionOpen,
      // A card on the other reader is nobody's in this visit.
      isOwnReader: ({ context }, reader: CardReaderName) => readerOf(context.holder) === reader,
      isOwnReaderLost: ({ context }, changed: ReadersChanged) => ownReaderWorks(context, changed) === false,
      isOwnReaderFound: ({ context }, changed: ReadersChanged) => ownReaderWorks(context, changed) === true,
    },
    delays: {
      linkLostMax: LINK_LOST_MAX_MS,
      readerLostMax: READER_LOST_MAX_MS,
      amountsShown: ({ context }) => timeFor(context.preferences, TIME_POLICY.figures.shownMs),
    },
  });
}

/** null where the change does not concern the reader with this visit's card. */
function ownReaderWorks({ holder }: VisitInput, changed: ReadersChanged): boolean | null {
  const reader = readerOf(holder);
  const status = reader === null ? undefined : changed[reader];
  return status === undefined ? null : works(status);
}
