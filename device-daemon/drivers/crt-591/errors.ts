import type { CardFault } from '../chip-card-reader.ts';
import type { LinkFault } from '../link-fault.ts';

/**
 * The error codes e1 e0 of the CRT-591, two ASCII characters (communication protocol CRT-591-M001 V1.0, 2.2), and what
 * each means for whoever made the call. A code not listed here is the unit's own trouble: `broken`.
 */
const FAULTS: Readonly<Record<string, CardFault['type'] | 'garbled' | 'broken'>> = {
  /** Undefined command, wrong parameter, not with this hardware. */
  '00': 'unsupported',
  '01': 'unsupported',
  '03': 'unsupported',
  /** Not in this order. */
  '02': 'refused',
  /** The data was not what the command takes. */
  '04': 'garbled',
  /** The contacts do not come off the card. */
  '05': 'jammed',
  '10': 'jammed',
  /** Sensor. */
  '12': 'broken',
  /** A card that is too long or too short: it does not come out by itself. */
  '13': 'jammed',
  '14': 'jammed',
  /** A card at the gate cannot be drawn back; somebody may be holding it. */
  '40': 'refused',
  /** The magnet that lowers the contacts. */
  '41': 'broken',
  '43': 'jammed',
  '45': 'cardMoved',
  /** The counter of retracted cards is at its end. */
  '50': 'refused',
  /** Motor. */
  '51': 'broken',
  /** The card's supply is short-circuited; it is not activated; it does not answer. */
  '60': 'mute',
  '61': 'mute',
  '63': 'mute',
  '62': 'unsupported',
  /** Protocol, transmission and time-out errors between unit and card. */
  '64': 'mute',
  '66': 'mute',
  '67': 'mute',
  '68': 'mute',
  /** It lost its supply since it was powered. */
  '65': 'cardMoved',
  '69': 'mute',
  /** The stacker has none to give: there was none inside. */
  A0: 'noCard',
  /** The bin is full; `status` says so, too. */
  A1: 'refused',
  /** The unit's supply was away. */
  B0: 'cardMoved',
};

export const NOT_ACTIVE = '65';
/** After these the unit does not know where the card is until it is initialised. */
export const NEEDS_INITIALISING: ReadonlySet<string> = new Set(['45', 'B0']);
/** The motor was not stopped by a fault: where the card is says how it ended. */
export const MOVE_IN_DOUBT: ReadonlySet<string> = new Set(['45', 'B0', '02']);

export function crt591FaultOf(code: string): CardFault | LinkFault {
  const type = FAULTS[code] ?? 'broken';
  return type === 'broken' ? { type, code: `CRT-591 ${code}` } : { type };
}
