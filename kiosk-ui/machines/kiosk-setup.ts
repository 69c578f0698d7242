import { assign, sendTo, setup, spawnChild, stopChild } from 'xstate';
import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { Availability, FullStatus, UnavailableReason } from '#shared/protocol/states.ts';
import type { Link, LinkFact, Records } from '../daemon-link/link.ts';
import { type AssistanceEvent, createAssistanceMachine } from './assistance.ts';
import { createListenToDaemon } from './facts.ts';
import { createIdentifyMachine } from './identify.ts';
import type { IdentifyNews } from './identify-setup.ts';
import { DEFAULT_PREFERENCES, forgotten, heard, type Preferences, preferred } from './preferences.ts';
import { createPrintMachine, type PaperEvent } from './print.ts';
import type { GoodbyeReason, PersonEvent } from './screen-model.ts';
import { TIME_POLICY, timeFor } from './time-policy.ts';
import { createVisitMachine } from './visit.ts';
import type { PaperWish, VisitOver } from './visit-setup.ts';
import { isCardStuck, isEveryCardGone, readerWithCard, waysOf } from './ways.ts';

/** What the kiosk needs of the world outside. */
export interface KioskWorld {
  readonly link: Link;
  readonly records: Records;
  readonly profile: KioskProfile;
  /** A random UUID for each statement that is asked for. */
  readonly newJobId: () => string;
}

/** Nothing here is personal: it stays when a visit ends. */
interface KioskContext {
  readonly linked: boolean;
  readonly status: FullStatus | null;
  readonly availability: Availability;
  readonly reasons: readonly UnavailableReason[];
  readonly preferences: Preferences;
  /** Amounts stay stars until they are asked for. */
  readonly masksAmounts: boolean;
  /** A print machine is running. */
  readonly paperUnderWay: boolean;
  /** A card that nobody took was drawn in, and nobody has been told yet. */
  readonly cardRetained: boolean;
  readonly goodbye: GoodbyeReason;
}

export const initialContext = ({ profile }: KioskWorld): KioskContext => ({
  linked: false,
  status: null,
  availability: 'unavailable',
  reasons: [],
  preferences: DEFAULT_PREFERENCES,
  masksAmounts: profile.masksAmounts,
  paperUnderWay: false,
  cardRetained: false,
  goodbye: 'ended',
});

type KioskEvent = PersonEvent | LinkFact | PaperEvent | PaperWish | VisitOver | IdentifyNews;

type Hello = Extract<LinkFact, { type: 'link.opened' }>;
type StatusChanged = Extract<LinkFact, { type: 'device.statusChanged' }>;
type AvailabilityChanged = Extract<LinkFact, { type: 'kiosk.availabilityChanged' }>;

/** What the kiosk's chart is made of: its actors, and what they are told. */
export function kioskSetup({ link, records, newJobId }: KioskWorld) {
  return setup({
    types: { context: {} as KioskContext, events: {} as KioskEvent },
    actors: {
      listenToDaemon: createListenToDaemon(link),
      assistance: createAssistanceMachine(link),
      identify: createIdentifyMachine(link),
      visit: createVisitMachine(records),
      print: createPrintMachine(link),
    },
    actions: {
      keepHello: assign(({ context }, { hello }: Hello) => ({
        linked: true,
        status: hello.status,
        availability: hello.availability,
        reasons: hello.reasons,
        preferences: listening(context, hello.status),
      })),
      keepStatus: assign(({ context }, { changed }: StatusChanged) => {
        if (context.status === null) return { status: null };
        const status = { ...context.status, ...changed } as FullStatus;
        return { status, preferences: listening(context, status) };
      }),
      keepAvailability: assign((_, { changed }: AvailabilityChanged) => changed),
      keepPreferences: assign(({ context, event }) => ({
        preferences: preferred(context.preferences, event as PersonEvent),
      })),
      /** Somebody stood there and has gone without a visit. */
      forgetPerson: assign(({ context: { preferences, status } }) => ({
        preferences: forgotten(preferences, status?.speech.output ?? 'none'),
      })),
      forgetPreferences: assign({ preferences: DEFAULT_PREFERENCES }),
      keepGoodbye: assign((_, goodbye: GoodbyeReason) => ({ goodbye })),
      // Should the link be lost, the daemon ends a session without a page by itself.
      endSession: () => void link.command('Session.End', {}),
      noteLinkLost: assign({ linked: false }),
      startPrinting: spawnChild('print', {
        id: 'print',
        input: ({ context, event }) => ({
          jobId: newJobId(),
          hideNumber: (event as PaperWish).hideNumber,
          preferences: context.preferences,
        }),
      }),
      stopPrinting: stopChild('print'),
      notePaperUnderWay: assign({ paperUnderWay: true }),
      notePaperFinished: assign({ paperUnderWay: false }),
      noteCardRetained: assign({ cardRetained: true }),
      forgetCardRetained: assign({ cardRetained: false }),
      passToAssistance: sendTo('assistance', ({ event }) => event as PersonEvent),
      tellAssistance: sendTo('assistance', (_, event: AssistanceEvent) => event),
      passToIdentify: sendTo(
        'identify',
        ({ event }) => event as Extract<KioskEvent, { type: 'card.removed' | 'card.retained' }>,
      ),
      tellIdentifyWays: sendTo('identify', ({ context }) => ({
        type: 'ways.changed' as const,
        ways: waysOf(context.status),
      })),
      tellIdentifyActed: sendTo('identify', ({ context }) => ({
        type: 'person.acted' as const,
        preferences: context.preferences,
      })),
      passToVisit: sendTo('visit', ({ event }) => event as PersonEvent),
      tellVisitPreferences: sendTo('visit', ({ context }) => ({
        type: 'preferences.changed' as const,
        preferences: context.preferences,
      })),
      tellPrintPreferences: sendTo('print', ({ context }) => ({
        type: 'preferences.changed' as const,
        preferences: context.preferences,
      })),
      passToPrint: sendTo('print', ({ event }) => event as Extract<KioskEvent, { type: 'paper.taken' }>),
      tellVisitLinkOpened: sendTo('visit', (_, sessionOpen: boolean) => ({
        type: 'link.opened' as const,
        sessionOpen,
      })),
      tellVisitReader: sendTo('visit', (_, { changed }: StatusChanged) => ({
        type: 'reader.changed' as const,
        changed,
      })),
      tellVisitRecordsCameBack: sendTo('visit', { type: 'records.cameBack' }),
    },
    guards: {
      isUnavailable: ({ context }) => context.availability === 'unavailable',
      isUnavailableNow: (_, { changed }: AvailabilityChanged) => changed.availability === 'unavailable',
      isLinkLost: ({ context }) => !context.linked,
      isPaperUnderWay: ({ context }) => context.paperUnderWay,
      isCardPresent: ({ context }) => readerWithCard(context.status) !== null || isCardStuck(context.status),
      isEveryCardGone: ({ context }) => isEveryCardGone(context.status),
      isCardRetained: ({ context }) => context.cardRetained,
      isSessionForgotten: (_, { hello }: Hello) => hello.sessionOpen,
      isPaperFailed: (_, { output }: PaperEvent) => output.outcome === 'failed',
      isReaderChanged: (_, { changed }: StatusChanged) =>
        changed.identityCardReader !== undefined || changed.socialSecurityCardReader !== undefined,
      isRecordsBack: (_, { changed }: StatusChanged) => changed.records?.device === 'online',
      isHearingChanged: ({ context }, { changed }: StatusChanged) =>
        context.status !== null &&
        changed.speech !== undefined &&
        heard(context.preferences, context.status.speech.output, changed.speech.output) !==
          context.preferences,
    },
    delays: {
      quiet: ({ context }) => timeFor(context.preferences, TIME_POLICY.message.quietMs),
      goodbye: ({ context }) => timeFor(context.preferences, TIME_POLICY.goodbye.quietMs),
      reminder: ({ context }) => timeFor(context.preferences, TIME_POLICY.takeCard.remindMs[0]),
      nextReminder: ({ context }) => {
        const [first, second] = TIME_POLICY.takeCard.remindMs;
        return timeFor(context.preferences, second - first);
      },
      takeCard: ({ context }) => timeFor(context.preferences, TIME_POLICY.takeCard.leftMs),
      cardRetained: ({ context }) => timeFor(context.preferences, TIME_POLICY.cardRetained.quietMs),
    },
  });
}

/** A page that was loaded anew does not know whether somebody has just put the headphones in. */
function listening({ preferences, status: before }: KioskContext, now: FullStatus): Preferences {
  return before === null ? preferences : heard(preferences, before.speech.output, now.speech.output);
}
