import type { SnapshotFrom } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { assertNever } from '#shared/result.ts';
import type { createAssistanceMachine } from './assistance.ts';
import type { createIdentifyMachine } from './identify.ts';
import type { idleMachine } from './idle.ts';
import type { KioskSnapshot } from './kiosk.ts';
import type { createPrintMachine } from './print.ts';
import type { createQueryMachine } from './query.ts';
import type {
  Fetched,
  FiguresShown,
  LeftCard,
  Overlay,
  PrintObstacle,
  Reminders,
  ScreenContent,
  ScreenModel,
} from './screen-model.ts';
import type { createVisitMachine } from './visit.ts';
import { isCardStuck, NO_WAY, readerOf, readerWithCard, returningReader, type Way, waysOf } from './ways.ts';

type AssistanceSnapshot = SnapshotFrom<ReturnType<typeof createAssistanceMachine>>;
type IdentifySnapshot = SnapshotFrom<ReturnType<typeof createIdentifyMachine>>;
type VisitSnapshot = SnapshotFrom<ReturnType<typeof createVisitMachine>>;
type PrintSnapshot = SnapshotFrom<ReturnType<typeof createPrintMachine>>;
type QuerySnapshot = SnapshotFrom<ReturnType<typeof createQueryMachine>>;
type IdleSnapshot = SnapshotFrom<typeof idleMachine>;
type Problem = NonNullable<IdentifySnapshot['context']['problem']>;

/** Everything the page shows, from one snapshot of the kiosk. There is no other source. */
export function screenOf(snapshot: KioskSnapshot): ScreenModel {
  const visit = snapshot.matches('visiting') ? childSnapshot<VisitSnapshot>(snapshot, 'visit') : null;
  const asking = visit?.matches({ attention: 'askingStillThere' }) ?? false;
  const content = contentOf(snapshot, visit);
  const assistance = childSnapshot<AssistanceSnapshot>(snapshot, 'assistance');
  return {
    content,
    holder: visit?.context.holder ?? null,
    canGoBack: GOES_BACK.has(content.id),
    canEnd: visit !== null,
    preferences: snapshot.context.preferences,
    figures: asking ? 'hidden' : figuresOf(snapshot, visit),
    canShowFigures: mayMask(snapshot) && HAS_AMOUNTS.has(content.id),
    overlay: isSomebodyWelcome(snapshot) ? overlayOf(assistance) : null,
    staffCall: assistance?.value.call ?? 'notCalled',
    speechOutput: snapshot.context.status?.speech.output ?? 'none',
    stillThere: asking && visit !== null ? { secondsLeft: secondsLeft(visit) } : null,
    reconnecting: visit?.matches({ link: 'lost' }) ?? false,
  };
}

const HAS_AMOUNTS = new Set<ScreenContent['id']>([
  'pension',
  'contributions',
  'accountYears',
  'statementPreview',
]);

/** Amounts are masked and the person may ask for them. Before staff they stay masked, wherever the kiosk stands. */
const mayMask = ({ context: { masksAmounts, preferences } }: KioskSnapshot): boolean =>
  masksAmounts && preferences.company !== 'staff';

function figuresOf(snapshot: KioskSnapshot, visit: VisitSnapshot | null): FiguresShown {
  const { masksAmounts, preferences } = snapshot.context;
  if (preferences.company === 'staff') return 'masked';
  return !masksAmounts || visit?.matches({ amounts: 'shown' }) ? 'shown' : 'masked';
}

/** Without the daemon the kiosk can neither be set nor call for anybody. */
const isSomebodyWelcome = (snapshot: KioskSnapshot): boolean =>
  !snapshot.matches('connecting') && !snapshot.matches('replaced');

function overlayOf(assistance: AssistanceSnapshot | null): Overlay | null {
  const id = assistance?.value.overlay ?? 'closed';
  return id === 'closed' ? null : { id };
}

const GOES_BACK = new Set<ScreenContent['id']>([
  'presentCard',
  'cardProblem',
  'scanCode',
  'cardRetained',
  'pension',
  'contributions',
  'accountYears',
  'statementPreview',
  'printFailed',
]);

function contentOf(snapshot: KioskSnapshot, visit: VisitSnapshot | null): ScreenContent {
  const { status, reasons, goodbye } = snapshot.context;
  if (visit !== null) return visitContent(visit, printSnapshot(snapshot), obstacleOf(status));
  if (snapshot.matches('connecting') || snapshot.matches('replaced')) return { id: 'starting' };
  if (snapshot.matches({ outOfService: 'explainingRetained' })) return { id: 'cardRetained' };
  if (snapshot.matches('outOfService')) return { id: 'outOfService', reasons, card: leftCard(status) };
  if (snapshot.matches('identifying'))
    return identifyContent(childSnapshot<IdentifySnapshot>(snapshot, 'identify'), status);
  if (snapshot.matches({ closing: 'finishingPaper' })) {
    return paperContent(printSnapshot(snapshot), obstacleOf(status), true);
  }
  if (snapshot.matches({ closing: 'returningCard' })) return returningContent(status, snapshot);
  if (snapshot.matches({ closing: 'explainingRetained' })) return { id: 'cardRetained' };
  if (snapshot.matches({ closing: 'sayingGoodbye' })) return { id: 'goodbye', because: goodbye };
  return { id: 'starting' };
}

function identifyContent(identify: IdentifySnapshot | null, status: FullStatus | null): ScreenContent {
  if (identify === null) return { id: 'attract', ways: waysOf(status) };
  const { ways, problem, pin, holder } = identify.context;
  if (identify.matches('identified')) return { id: 'reading', way: wayOf(holder) };
  if (identify.matches('scanningCode'))
    return { id: 'scanCode', checking: identify.matches({ scanningCode: 'checkingCode' }) };
  if (identify.matches('enteringPin') && pin !== null) return { id: 'pinEntry', ...pin };
  if (identify.matches({ waitingForCard: { socialSecurityCardWay: { open: 'reading' } } }))
    return { id: 'reading', way: 'socialSecurityCard' };
  if (identify.matches({ waitingForCard: { identityCardWay: { open: 'reading' } } }))
    return { id: 'reading', way: 'identityCard' };
  if (identify.matches({ waitingForCard: { attention: 'explainingRetained' } }))
    return { id: 'cardRetained' };
  if (identify.matches({ waitingForCard: { attention: 'explaining' } }) && problem !== null)
    return { id: 'cardProblem', ...problem, cardToTake: isCardToTake(problem, status), ways };
  if (identify.matches({ waitingForCard: { attention: 'showingWhere' } })) return { id: 'presentCard', ways };
  return { id: 'attract', ways };
}

function leftCard(status: FullStatus | null): LeftCard | null {
  if (isCardStuck(status)) return 'stuck';
  return readerWithCard(status);
}

function returningContent(status: FullStatus | null, snapshot: KioskSnapshot): ScreenContent {
  if (!isCardStuck(status)) {
    const reminders = remindersIn((name) => snapshot.matches({ closing: { returningCard: name } }));
    return { id: 'takeCard', reader: returningReader(status), reminders };
  }
  const stuck = { way: 'socialSecurityCard', errorCode: 'mediaJam' } as const;
  return { id: 'cardProblem', ...stuck, cardToTake: false, ways: NO_WAY };
}

function isCardToTake({ way, errorCode }: Problem, status: FullStatus | null): boolean {
  // The reader may say later than the read that the card is gone.
  if (errorCode === 'noMedia') return false;
  switch (way) {
    case 'identityCard':
      return status?.identityCardReader.media === 'present';
    case 'socialSecurityCard':
      return readerWithCard(status) === 'socialSecurityCardReader';
    case 'electronicCard':
      return false;
    default:
      return assertNever(way, 'way');
  }
}

function wayOf(holder: CardHolder | null): Way {
  const reader = holder === null ? 'identityCardReader' : readerOf(holder);
  if (reader === null) return 'electronicCard';
  return reader === 'identityCardReader' ? 'identityCard' : 'socialSecurityCard';
}

function visitContent(
  visit: VisitSnapshot,
  print: PrintSnapshot | null,
  obstacle: PrintObstacle | null,
): ScreenContent {
  const { summary, history, table, hideNumber, printFailure } = visit.context;
  const { errand } = visit.value;
  if (errand === 'openingRecords')
    return openingContent(childSnapshot<QuerySnapshot>(visit, 'summaryQuery'), wayOf(visit.context.holder));
  if (errand === 'explainingNothingOnFile') return { id: 'notOnFile' };
  if (errand === 'over') return { id: 'starting' };
  const known = present(summary);
  const fetchedHistory = () =>
    fetched<ContributionHistory>(history, childSnapshot<QuerySnapshot>(visit, 'historyQuery'));
  const fetchedTable = () => fetched(table, childSnapshot<QuerySnapshot>(visit, 'tableQuery'));
  switch (errand) {
    case 'atHome':
      return { id: 'home', obstacle };
    case 'viewingPension':
      return { id: 'pension', summary: known, history: fetchedHistory(), obstacle };
    case 'readingContributions':
      return { id: 'contributions', summary: known, history: fetchedHistory() };
    case 'readingAccountYears':
      return { id: 'accountYears', summary: known, table: fetchedTable() };
    case 'previewingStatement':
      return { id: 'statementPreview', summary: known, table: fetchedTable(), hideNumber, obstacle };
    case 'gettingPaper':
      return paperContent(print, obstacle, false);
    case 'explainingPrintFailure':
      return { id: 'printFailed', errorCode: printFailure ?? 'other' };
    default:
      return assertNever(errand, 'errand');
  }
}

function openingContent(query: QuerySnapshot | null, way: Way): ScreenContent {
  if (query?.hasTag('retrying')) return { id: 'recordsUnavailable', retrying: true };
  if (query?.hasTag('unavailable')) return { id: 'recordsUnavailable', retrying: false };
  // A further try keeps the message it comes from, so that the screen does not flicker between the two.
  if ((query?.context.tries ?? 0) > 0) return { id: 'recordsUnavailable', retrying: true };
  return { id: 'openingRecords', way };
}

function paperContent(
  print: PrintSnapshot | null,
  obstacle: PrintObstacle | null,
  impersonal: boolean,
): ScreenContent {
  if (print?.matches('waitingToBeTaken')) {
    const { pages, sensor } = print.context;
    const reminders = remindersIn((name) => print.matches({ waitingToBeTaken: name }));
    return { id: 'takePaper', pages: pages ?? 1, sensor, reminders, impersonal };
  }
  const { pages = null, sheets = null } = print?.context ?? {};
  return { id: 'printing', pages, sheets, obstacle, impersonal };
}

function remindersIn(isIn: (state: 'remindedOnce' | 'remindedTwice') => boolean): Reminders {
  if (isIn('remindedTwice')) return 2;
  return isIn('remindedOnce') ? 1 : 0;
}

function fetched<T>(value: T | null, query: QuerySnapshot | null): Fetched<T> {
  if (value !== null) return { state: 'shown', value };
  if (query?.hasTag('unavailable')) return { state: 'unavailable', retrying: false };
  return query?.hasTag('retrying') ? { state: 'unavailable', retrying: true } : { state: 'loading' };
}

/** What keeps the printer from printing, the most urgent first; null when it can. */
function obstacleOf(status: FullStatus | null): PrintObstacle | null {
  if (status === null) return 'printerOffline';
  const { device, paper, toner, cover } = status.printer;
  if (device === 'offline' || device === 'powerOff' || device === 'noDevice' || device === 'starting')
    return 'printerOffline';
  if (cover === 'open') return 'coverOpen';
  if (paper === 'jammed') return 'paperJammed';
  if (paper === 'out') return 'paperOut';
  if (toner === 'out') return 'tonerOut';
  return device === 'hardwareError' || device === 'userError' ? 'printerOffline' : null;
}

function secondsLeft(visit: VisitSnapshot): number {
  return childSnapshot<IdleSnapshot>(visit, 'idle')?.context.secondsLeft ?? 0;
}

const printSnapshot = (snapshot: KioskSnapshot) => childSnapshot<PrintSnapshot>(snapshot, 'print');

/** A child's snapshot, by the name its machine was invoked or spawned with. */
function childSnapshot<Snapshot>(
  snapshot: { children: Record<string, { getSnapshot(): unknown } | undefined> },
  id: string,
): Snapshot | null {
  const child = snapshot.children[id];
  return child === undefined ? null : (child.getSnapshot() as Snapshot);
}

function present(summary: PensionSummary | null): PensionSummary {
  if (summary === null) throw new Error('this errand begins only with a summary');
  return summary;
}
