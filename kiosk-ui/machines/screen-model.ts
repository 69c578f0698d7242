import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import type {
  CardHolder,
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import type { SpeechOutput } from '#shared/protocol/speech.ts';
import type { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import type { CardReaderName, UnavailableReason } from '#shared/protocol/states.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { PreferenceEvent, Preferences } from './preferences.ts';
import type { Way, Ways } from './ways.ts';

/** A wish of the person in front of the screen. Every button sends one of these and nothing else. */
export type PersonEvent =
  | PreferenceEvent
  | { readonly type: 'person.touchedScreen' }
  /** A finger on the glass or a key, whatever it meant: somebody is there. */
  | { readonly type: 'person.wasThere' }
  | { readonly type: 'person.choseElectronicCard' }
  | { readonly type: 'person.wentBack' }
  | { readonly type: 'person.ended' }
  | { readonly type: 'person.openedPension' }
  | { readonly type: 'person.openedContributions' }
  | { readonly type: 'person.openedAccountYears' }
  | { readonly type: 'person.openedStatement' }
  | { readonly type: 'person.choseHideNumber'; readonly hideNumber: boolean }
  | { readonly type: 'person.printed' }
  | { readonly type: 'person.cancelledPrint' }
  | { readonly type: 'person.tookPaper' }
  | { readonly type: 'person.continued' }
  | { readonly type: 'person.askedAgain' }
  /** Amounts are stars until then; stars again after a minute, when the screen is left, and by this wish. */
  | { readonly type: 'person.showedFigures' }
  | { readonly type: 'person.hidFigures' }
  | { readonly type: 'person.openedSettings' }
  | { readonly type: 'person.openedLanguages' }
  | { readonly type: 'person.openedHelp' }
  | { readonly type: 'person.closedOverlay' }
  | { readonly type: 'person.calledStaff'; readonly reason: StaffCallReason }
  | { readonly type: 'person.cancelledCall' };

/** Why a printed statement cannot be had just now; shown in place of the print button's promise. */
export type PrintObstacle = 'paperOut' | 'paperJammed' | 'tonerOut' | 'coverOpen' | 'printerOffline';

/** A figure that is fetched when its screen opens. Shown data stay when a later fetch fails. */
export type Fetched<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly value: T }
  | { readonly state: 'unavailable'; readonly retrying: boolean };

/** Why a card or a code gave no holder. `readerLost`: the reader went away while it was being read. */
export type CardProblemCode =
  | IdentityCardErrorCode
  | SocialSecurityCardErrorCode
  | PinErrorCode
  | ElectronicCardErrorCode
  | 'readerLost';

/** Where a card is that somebody still has to take; `stuck`: staff has to. */
export type LeftCard = CardReaderName | 'stuck';

/** How often somebody was reminded of what they have not taken yet; each is to be heard. */
export type Reminders = 0 | 1 | 2;

/** What fills the middle of the screen. `id` stands in the page as `data-screen`. */
export type ScreenContent =
  /** The page has no link to the daemon yet, or lost it while nobody was there. */
  | { readonly id: 'starting' }
  | {
      readonly id: 'outOfService';
      readonly reasons: readonly UnavailableReason[];
      readonly card: LeftCard | null;
    }
  | { readonly id: 'attract'; readonly ways: Ways }
  | { readonly id: 'presentCard'; readonly ways: Ways }
  | { readonly id: 'reading'; readonly way: Way }
  /** The card gave no holder. `cardToTake`: it is still in or on its reader. */
  | {
      readonly id: 'cardProblem';
      readonly way: Way;
      readonly errorCode: CardProblemCode;
      readonly cardToTake: boolean;
      readonly ways: Ways;
    }
  /** On the pad beside the screen. `digits`: how many stand there now. */
  | {
      readonly id: 'pinEntry';
      readonly triesLeft: number;
      readonly wrong: boolean;
      readonly digits: number;
    }
  /** `checking`: a code was seen and its platform is being asked. */
  | { readonly id: 'scanCode'; readonly checking: boolean }
  /** A card that nobody took was drawn in; its owner gets it back at the counter. */
  | { readonly id: 'cardRetained' }
  | { readonly id: 'home'; readonly obstacle: PrintObstacle | null }
  /** Card known, record not here yet; or not to be had. */
  | { readonly id: 'openingRecords'; readonly way: Way }
  | { readonly id: 'recordsUnavailable'; readonly retrying: boolean }
  | { readonly id: 'notOnFile' }
  | {
      readonly id: 'pension';
      readonly summary: PensionSummary;
      readonly history: Fetched<ContributionHistory>;
      readonly obstacle: PrintObstacle | null;
    }
  | {
      readonly id: 'contributions';
      readonly summary: PensionSummary;
      readonly history: Fetched<ContributionHistory>;
    }
  | { readonly id: 'accountYears'; readonly summary: PensionSummary; readonly table: Fetched<AccountTable> }
  | {
      readonly id: 'statementPreview';
      readonly summary: PensionSummary;
      readonly table: Fetched<AccountTable>;
      readonly hideNumber: boolean;
      readonly obstacle: PrintObstacle | null;
    }
  /** `obstacle`: the printer holds the job until staff has helped. `pages` is null until the paper is set. */
  | {
      readonly id: 'printing';
      readonly pages: number | null;
      readonly sheets: number | null;
      readonly obstacle: PrintObstacle | null;
      /** The citizen has left with the card; only the paper is still to come. */
      readonly impersonal: boolean;
    }
  | { readonly id: 'printFailed'; readonly errorCode: StatementPrintErrorCode | 'canceled' | 'other' }
  /** `sensor`: the printer can tell when the paper is taken; otherwise the person says so. */
  | {
      readonly id: 'takePaper';
      readonly pages: number;
      readonly sensor: boolean;
      readonly reminders: Reminders;
      readonly impersonal: boolean;
    }
  | { readonly id: 'takeCard'; readonly reader: CardReaderName; readonly reminders: Reminders }
  | { readonly id: 'goodbye'; readonly because: GoodbyeReason };

/** Why a visit ended: the last thing the citizen reads. */
export type GoodbyeReason =
  | 'ended'
  | 'cardTaken'
  | 'idle'
  | 'sessionEnded'
  | 'linkLost'
  | 'readerLost'
  | 'nothingPrinted';

export type ScreenId = ScreenContent['id'];

/**
 * What of a person's figures is in the page. `masked`: amounts are stars, as they are until asked for. `hidden`: all of
 * it, while the question "still there?" stands.
 */
export type FiguresShown = 'shown' | 'masked' | 'hidden';

/** `notReached`: nobody could be told; the page says where the counter is. */
export type StaffCall = 'notCalled' | 'calling' | 'called' | 'answered' | 'notReached';

/** What lies over the screen because a person asked for it. `id` stands in the page as `data-overlay`. */
export type Overlay = { readonly id: 'settings' } | { readonly id: 'languages' } | { readonly id: 'help' };

/** Everything a screen is drawn from. */
export interface ScreenModel {
  readonly content: ScreenContent;
  /** Who is here; null where nobody is known. */
  readonly holder: CardHolder | null;
  readonly canGoBack: boolean;
  readonly canEnd: boolean;
  readonly preferences: Preferences;
  readonly figures: FiguresShown;
  /** There are amounts on this screen that can be shown or masked; false where the person's company forbids it. */
  readonly canShowFigures: boolean;
  readonly overlay: Overlay | null;
  readonly staffCall: StaffCall;
  /** Where a voice would come from; `none`: this kiosk cannot speak. */
  readonly speechOutput: SpeechOutput;
  /** The question whether somebody is still there, with the seconds left to answer. */
  readonly stillThere: { readonly secondsLeft: number } | null;
  /** The link to the daemon is lost in a visit and being tried again. */
  readonly reconnecting: boolean;
}
