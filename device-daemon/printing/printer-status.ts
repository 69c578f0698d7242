import type { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import type {
  CoverState,
  DeviceState,
  PaperState,
  PrintedMediaState,
  PrinterStatus,
  TonerState,
} from '#shared/protocol/states.ts';
import { booleanOf, integerOf, textsOf } from './ipp/attributes.ts';
import type { IppFailure } from './ipp/client.ts';
import type { IppGroup } from './ipp/codec.ts';
import { PrinterState } from './ipp/constants.ts';

/** What is asked of the printer at every poll. */
export const STATUS_ATTRIBUTES = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-output-tray',
] as const;

export interface PrinterReport {
  readonly status: PrinterStatus;
  /** Room left in the output tray in the printer's own unit; null where it has no sensor. */
  readonly tray: OutputTray | null;
  /** Reasons with no row in the table, verbatim, for the log. */
  readonly unmappedReasons: readonly string[];
}

export interface OutputTray {
  readonly capacity: number;
  readonly remaining: number;
}

export const PRINTER_STARTING: PrinterStatus = {
  device: 'starting',
  paper: 'unknown',
  toner: 'unknown',
  cover: 'unknown',
  media: 'unknown',
};

type Effect =
  | { readonly paper: PaperState }
  | { readonly toner: TonerState }
  | { readonly cover: CoverState }
  | { readonly device: DeviceState }
  /** Known, and no hindrance to printing. */
  | 'harmless';

/**
 * printer-state-reasons of RFC 8011 5.4.12, PWG 5100.9 and CUPS, without their suffix. A printer that is
 * `-error`, `-warning` or says nothing of severity is believed alike: ippeveprinter reports an empty tray as
 * `media-empty-warning` and still does not print.
 */
const REASONS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ['none', 'harmless'],
  ['media-empty', { paper: 'out' }],
  ['media-needed', { paper: 'out' }],
  ['input-tray-missing', { paper: 'out' }],
  ['media-low', { paper: 'low' }],
  ['media-jam', { paper: 'jammed' }],
  ['toner-empty', { toner: 'out' }],
  ['marker-supply-empty', { toner: 'out' }],
  ['toner-low', { toner: 'low' }],
  ['marker-supply-low', { toner: 'low' }],
  ['cover-open', { cover: 'open' }],
  ['door-open', { cover: 'open' }],
  ['interlock-open', { cover: 'open' }],
  // A person must do something at the printer.
  ['output-area-full', { device: 'userError' }],
  ['output-tray-missing', { device: 'userError' }],
  ['marker-waste-full', { device: 'userError' }],
  ['paused', { device: 'userError' }],
  ['moving-to-paused', { device: 'userError' }],
  ['stopped-partly', { device: 'userError' }],
  ['other', { device: 'userError' }],
  // An engineer must come.
  ['developer-empty', { device: 'hardwareError' }],
  ['fuser-over-temp', { device: 'hardwareError' }],
  ['fuser-under-temp', { device: 'hardwareError' }],
  ['opc-life-over', { device: 'hardwareError' }],
  ['interpreter-resource-unavailable', { device: 'hardwareError' }],
  // A spooler answers in the place of a printer it does not reach.
  ['connecting-to-device', { device: 'offline' }],
  ['timed-out', { device: 'offline' }],
  ['offline', { device: 'offline' }],
  ['shutdown', { device: 'powerOff' }],
  ['deactivated', { device: 'powerOff' }],
  ['stopping', 'harmless'],
  ['spool-area-full', 'harmless'],
  ['output-area-almost-full', 'harmless'],
  ['marker-waste-almost-full', 'harmless'],
  ['developer-low', 'harmless'],
  ['opc-near-eol', 'harmless'],
  ['identify-printer-requested', 'harmless'],
  ['power-down', 'harmless'],
  ['cups-waiting-for-job-completed', 'harmless'],
  ['cups-remote-pending', 'harmless'],
  ['cups-remote-processing', 'harmless'],
]);

/** Of several reasons for the same part the worst one is told. */
const PAPER_RANK: readonly PaperState[] = ['full', 'low', 'out', 'jammed'];
const TONER_RANK: readonly TonerState[] = ['full', 'low', 'out'];
const DEVICE_RANK: readonly DeviceState[] = ['online', 'userError', 'hardwareError', 'offline', 'powerOff'];

export function reportOfPrinter(printer: IppGroup): PrinterReport {
  const reasons = textsOf(printer, 'printer-state-reasons');
  const state = integerOf(printer, 'printer-state');
  const tray = outputTray(printer);
  // printer-state and its reasons are REQUIRED; a printer that leaves them out has told nothing.
  let paper: PaperState = reasons === null ? 'unknown' : 'full';
  let toner: TonerState = reasons === null ? 'unknown' : 'full';
  let cover: CoverState = reasons === null ? 'unknown' : 'closed';
  let device: DeviceState = 'online';
  const unmappedReasons: string[] = [];
  for (const reason of reasons ?? []) {
    const { word, severity } = splitReason(reason);
    const effect = REASONS.get(word);
    if (effect === undefined) {
      unmappedReasons.push(reason);
      // RFC 8011 5.4.12: a report "has no effect" on printing. Anything else unknown is never taken for fine.
      if (severity !== 'report') device = worse(DEVICE_RANK, device, 'userError');
    } else if (effect === 'harmless') {
      // nothing to tell
    } else if ('paper' in effect) paper = worse(PAPER_RANK, paper, effect.paper);
    else if ('toner' in effect) toner = worse(TONER_RANK, toner, effect.toner);
    else if ('cover' in effect) cover = effect.cover;
    else device = worse(DEVICE_RANK, device, effect.device);
  }
  const explained = paper === 'out' || paper === 'jammed' || toner === 'out' || cover === 'open';
  const stopped = state === PrinterState.stopped || booleanOf(printer, 'printer-is-accepting-jobs') === false;
  const known = state === PrinterState.idle || state === PrinterState.processing;
  if ((stopped && !explained) || (!stopped && !known)) device = worse(DEVICE_RANK, device, 'userError');
  return {
    status: { device, paper, toner, cover, media: mediaState(tray) },
    tray,
    unmappedReasons,
  };
}

/** Nothing is known of a printer that does not answer. */
export function statusOfFailure(failure: IppFailure): PrinterStatus {
  const unknown = { ...PRINTER_STARTING };
  switch (failure.type) {
    case 'notConnected':
    case 'connectionLost':
      return { ...unknown, device: 'powerOff' };
    case 'timeOut':
    case 'badAnswer':
    case 'refused':
    case 'canceled':
      return { ...unknown, device: 'offline' };
  }
}

/** Why a statement would not come out now; null = nothing known against it. */
export function hindrance(status: PrinterStatus): StatementPrintErrorCode | null {
  if (status.device === 'offline' || status.device === 'powerOff' || status.device === 'starting') {
    return 'printerOffline';
  }
  if (status.paper === 'jammed') return 'paperJammed';
  if (status.cover === 'open') return 'coverOpen';
  if (status.paper === 'out') return 'paperOut';
  if (status.toner === 'out') return 'tonerOut';
  // It answers, but wants a person or an engineer for a reason that has no word of its own.
  return status.device === 'online' ? null : 'printerOffline';
}

function splitReason(reason: string): { word: string; severity: string | null } {
  const match = /^(.+)-(report|warning|error)$/.exec(reason);
  return match === null
    ? { word: reason, severity: null }
    : { word: match[1] ?? reason, severity: match[2] ?? null };
}

function worse<State>(rank: readonly State[], one: State, other: State): State {
  return rank.indexOf(other) > rank.indexOf(one) ? other : one;
}

/**
 * PWG 5100.13 printer-output-tray: `type=unRemovableBin;maxcapacity=100;remaining=98;status=0;name=face-down;`
 * after the Printer MIB (RFC 3805 prtOutput): -1 no limit, -2 unknown, -3 room for at least one; only a count from 0
 * on is a sensor.
 */
function outputTray(printer: IppGroup): OutputTray | null {
  for (const text of textsOf(printer, 'printer-output-tray') ?? []) {
    const capacity = field(text, 'maxcapacity');
    const remaining = field(text, 'remaining');
    if (capacity !== null && remaining !== null && capacity > 0 && remaining >= 0) {
      return { capacity, remaining: Math.min(remaining, capacity) };
    }
  }
  return null;
}

function field(text: string, name: string): number | null {
  const match = new RegExp(`(?:^|;)\\s*${name}=(-?\\d{1,9})\\s*(?:;|$)`, 'i').exec(text);
  return match === null ? null : Number(match[1]);
}

function mediaState(tray: OutputTray | null): PrintedMediaState {
  if (tray === null) return 'unknown';
  return tray.remaining < tray.capacity ? 'present' : 'notPresent';
}
