import type { CardPosition } from '../chip-card-reader.ts';

/**
 * S1 of the status (communication protocol CRT-310 V3.0). S2 and S3 say what the two ends accept, which the driver has
 * set itself.
 *
 * ```
 *        front                                              rear
 *     48        49        │  4A        4B       │   4C        4D
 *     loose     held      │  inside    contacts │   held      out       4E none   46 long card   47 short card
 * ```
 * A card that is out at the rear is on its way into the bin.
 */
const POSITIONS: Readonly<Record<number, CardPosition>> = {
  70: 'inside',
  71: 'inside',
  72: 'atGate',
  73: 'atGate',
  74: 'inside',
  75: 'atContacts',
  76: 'inside',
  77: 'none',
  78: 'none',
};

export const crt310PositionOf = (s1: number): CardPosition => POSITIONS[s1] ?? 'unknown';
