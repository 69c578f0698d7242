/**
 * The first byte of each answer.
 *
 * ```
 *   60–9F, A3   done
 *   E0          battery low: keys may get lost, but nothing here needs one
 *   E8 E9 EB    length, data or parameter wrong: our short commands are right, so the line changed them
 *   DD          opened by force · FF  the switch against removal is open · other D0–FF  cannot
 * ```
 */
export type ReturnCode = 'done' | 'changedInTransit' | 'refused' | 'unlisted';

export function returnCodeOf(code: number): ReturnCode {
  if ((code >= 0x60 && code <= 0x9f) || code === 0xa3 || code === 0xe0) return 'done';
  if (code === 0xe8 || code === 0xe9 || code === 0xeb) return 'changedInTransit';
  return code >= 0xd0 ? 'refused' : 'unlisted';
}

export const returnCodeText = (code: number): string => code.toString(16).toUpperCase().padStart(2, '0');
