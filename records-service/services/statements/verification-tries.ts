import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { chinaDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { wrongTry } from '../../database/schema.ts';
import type { ServiceRules } from '../../policy-packs/service-rules.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How often wrong codes may come, for one number and from one network, and since when they are counted. */
interface Limit {
  readonly ofWhat: 'statementNumber' | 'address';
  readonly key: string;
  readonly most: number;
  readonly since: number;
  readonly until: number;
}

/** For a number until the day in China ends, for a network until the hour does. */
export function verificationLimits(
  statementNumber: string,
  network: string,
  rules: ServiceRules['verification'],
  nowMs: number,
): readonly Limit[] {
  const day = Date.parse(`${chinaDate(nowMs)}T00:00:00+08:00`);
  const hour = nowMs - (nowMs % HOUR_MS);
  return [
    {
      ofWhat: 'statementNumber',
      key: statementNumber,
      most: rules.wrongTriesPerPaperPerDay,
      since: day,
      until: day + DAY_MS,
    },
    {
      ofWhat: 'address',
      key: network,
      most: rules.wrongTriesPerAddressPerHour,
      since: hour,
      until: hour + HOUR_MS,
    },
  ];
}

/** @returns when it may be tried again, in epoch milliseconds; null where it may be now */
export async function lockedUntil(database: Database, limits: readonly Limit[]): Promise<number | null> {
  const used = await Promise.all(
    limits.map(async (limit) => {
      const [row] = await database
        .select({ tries: wrongTry.tries })
        .from(wrongTry)
        .where(
          and(
            eq(wrongTry.ofWhat, limit.ofWhat),
            eq(wrongTry.keySha256, keyOf(limit)),
            eq(wrongTry.since, new Date(limit.since)),
          ),
        );
      return (row?.tries ?? 0) >= limit.most ? limit.until : null;
    }),
  );
  return latest(used);
}

/**
 * Counts a wrong try. Of several at once each gets a place of its own.
 * @returns when it may be tried again, where this one was beyond what is allowed; else null
 */
export async function countWrongTry(
  database: Database,
  limits: readonly Limit[],
  nowMs: number,
): Promise<number | null> {
  await database.delete(wrongTry).where(lt(wrongTry.expiresAt, new Date(nowMs)));
  const beyond: (number | null)[] = [];
  for (const limit of limits) {
    const [row] = await database
      .insert(wrongTry)
      .values({
        ofWhat: limit.ofWhat,
        keySha256: keyOf(limit),
        since: new Date(limit.since),
        tries: 1,
        expiresAt: new Date(limit.until),
      })
      .onConflictDoUpdate({
        target: [wrongTry.ofWhat, wrongTry.keySha256, wrongTry.since],
        set: { tries: sql`${wrongTry.tries} + 1` },
      })
      .returning({ tries: wrongTry.tries });
    if (row === undefined) throw new Error('An insert of a try returned no row');
    beyond.push(row.tries > limit.most ? limit.until : null);
  }
  return latest(beyond);
}

const latest = (moments: readonly (number | null)[]): number | null =>
  moments.reduce<number | null>(
    (last, moment) => (moment !== null && (last === null || moment > last) ? moment : last),
    null,
  );

/** The table shows neither who asked nor about what. */
const keyOf = ({ ofWhat, key, since }: Limit): string =>
  createHash('sha256').update(`${ofWhat} ${since} ${key}`).digest('hex');
