import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { luhnCheckDigit } from '../../rules/luhn.ts';

const Serial = v.pipe(v.string(), v.regex(/^\d{1,9}$/));

/**
 * ```
 *   999999 20261122 000000042 7
 *   region assessed serial    check (Luhn)
 * ```
 * The bank knows the order by nothing else, so it is the same number for ever.
 */
export async function nextOrderNumber(
  transaction: Database,
  region: string,
  assessedOn: IsoDate,
): Promise<string> {
  const [row] = await transaction
    .select({ serial: sql<unknown>`nextval('payment_order_serial')::text` })
    .from(sql`(select 1) as one`);
  return orderNumber(region, assessedOn, v.parse(Serial, row?.serial));
}

export function orderNumber(region: string, assessedOn: IsoDate, serial: string): string {
  const digits = `${region}${assessedOn.replaceAll('-', '')}${serial.padStart(9, '0')}`;
  return `${digits}${luhnCheckDigit(digits)}`;
}
