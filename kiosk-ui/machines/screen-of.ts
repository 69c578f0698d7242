import type { SnapshotFrom } from 'xstate';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { assertNever } from '#shared/result.ts';
import type { createIdentifyMachine } from './identify.ts';
import type { idleMachine } from './idle.ts';
import type { KioskSnapshot } from './kiosk.ts';
import type { createPrintMachine } from './print.ts';
import type { createQueryMachine } from './query.ts';
import type { Fetched, PrintObstacle, ScreenContent, ScreenModel } from './screen-model.ts';
import type { createVisitMachine } from './visit.ts';

type IdentifySnapshot = SnapshotFrom<ReturnType<typeof createIdentifyMachine>>;
type VisitSnapshot = SnapshotFrom<ReturnType<typeof createVisitMachine>>;
type PrintSnapshot = SnapshotFrom<ReturnType<typeof createPrintMachine>>;
type QuerySnapshot = SnapshotFrom<ReturnType<typeof createQueryMachine>>;
type IdleSnapshot = SnapshotFrom<typeof idleMachine>;

/** Everything the page shows, from one snapshot of the kiosk. There is no other source. */
export function screenOf(snapshot: KioskSnapshot): ScreenModel {
  const visit = snapshot.matches('visiting') ? childSnapshot<VisitSnapshot>(snapshot, 'visit') : null;
  const asking = visit?.matches({ attention: 'askingStillThere' }) ?? false;
  const content = contentOf(snapshot, visit);
  return {
    content,
    holder: visit?.context.holder ?? null,
    canGoBack: GOES_BACK.has(content.id),
    canEnd: visit !== null,
    language: snapshot.context.language,
    figuresHidden: asking,
    stillThere: asking && visit !== null ? { secondsLeft: secondsLeft(visit) } : null,
    reconnecting: visit?.matches({ link: 'lost' }) ?? false,
  };
}

const GOES_BACK = new Set<ScreenContent['id']>([
  'presentCard',
  'cardProblem',
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
  if (snapshot.matches('outOfService')) return { id: 'outOfService', reasons };
  if (snapshot.matches('identifying'))
    return identifyContent(childSnapshot<IdentifySnapshot>(snapshot, 'identify'));
  if (snapshot.matches({ closing: 'finishingPaper' })) {
    return paperContent(printSnapshot(snapshot), obstacleOf(status), true);
  }
  if (snapshot.matches({ closing: 'returningCard' })) return { id: 'takeCard' };
  if (snapshot.matches({ closing: 'sayingGoodbye' })) return { id: 'goodbye', because: goodbye };
  return { id: 'starting' };
}

function identifyContent(identify: IdentifySnapshot | null): ScreenContent {
  if (identify === null) return { id: 'attract' };
  const { errorCode } = identify.context;
  if (identify.matches('cardRefused') && errorCode !== null) return { id: 'cardProblem', errorCode };
  if (identify.matches({ waitingForCard: 'leftTooSoon' }) && errorCode !== null)
    return { id: 'cardProblem', errorCode };
  if (identify.matches({ waitingForCard: 'reading' }) || identify.matches('identified'))
    return { id: 'reading' };
  if (identify.matches({ waitingForCard: 'showingWhere' })) return { id: 'presentCard' };
  return { id: 'attract' };
}

function visitContent(
  visit: VisitSnapshot,
  print: PrintSnapshot | null,
  obstacle: PrintObstacle | null,
): ScreenContent {
  const { summary, history, table, hideNumber, printFailure } = visit.context;
  const { errand } = visit.value;
  if (errand === 'openingRecords') return openingContent(childSnapshot<QuerySnapshot>(visit, 'summaryQuery'));
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

function openingContent(query: QuerySnapshot | null): ScreenContent {
  if (query?.hasTag('retrying')) return { id: 'recordsUnavailable', retrying: true };
  if (query?.hasTag('unavailable')) return { id: 'recordsUnavailable', retrying: false };
  // A further try keeps the message it comes from, so that the screen does not flicker between the two.
  if ((query?.context.tries ?? 0) > 0) return { id: 'recordsUnavailable', retrying: true };
  return { id: 'openingRecords' };
}

function paperContent(
  print: PrintSnapshot | null,
  obstacle: PrintObstacle | null,
  impersonal: boolean,
): ScreenContent {
  if (print?.matches('waitingToBeTaken')) {
    const { pages, sensor } = print.context;
    return { id: 'takePaper', pages: pages ?? 1, sensor, reminding: print.hasTag('reminding'), impersonal };
  }
  const { pages = null, sheets = null } = print?.context ?? {};
  return { id: 'printing', pages, sheets, obstacle, impersonal };
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
