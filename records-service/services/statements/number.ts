import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { statementSerial } from '../../database/schema.ts';
import { luhnCheckDigit } from '../../rules/luhn.ts';

const SERIAL_MAX = 999_999;

/** All digits and capitals but 0 O 1 I L, which are taken for each other on paper: 31 remain. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 16;

/**
 * ```
 *   999999 0001 20261122 000042 7
 *   region  │   issued   serial check (Luhn)
 *        terminal        of terminal and day
 * ```
 */
export async function nextStatementNumber(
  transaction: Database,
  region: string,
  terminalId: string,
  issuedOn: IsoDate,
): Promise<string> {
  const series = `${region}${terminalId.slice(-4)}`;
  const [row] = await transaction
    .insert(statementSerial)
    .values({ series, issuedOn, lastSerial: 1 })
    .onConflictDoUpdate({
      target: [statementSerial.series, statementSerial.issuedOn],
      set: { lastSerial: sql`${statementSerial.lastSerial} + 1` },
    })
    .returning({ serial: statementSerial.lastSerial });
  if (row === undefined) throw new Error('An insert of a serial returned no row');
  return statementNumber(series, issuedOn, row.serial);
}

export function statementNumber(series: string, issuedOn: IsoDate, serial: number): string {
  if (serial > SERIAL_MAX) throw new RangeError(`A terminal issues at most ${SERIAL_MAX} statements a day`);
  const digits = `${series}${issuedOn.replaceAll('-', '')}${String(serial).padStart(6, '0')}`;
  return `${digits}${luhnCheckDigit(digits)}`;
}

export function newVerificationCode(): string {
  return Array.from({ length: CODE_LENGTH }, () =>
    CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length)),
  ).join('');
}
