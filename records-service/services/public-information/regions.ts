import { and, gte, lt, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';

/**
 * Ids that begin with a region or with one that lies in it. Ids are compared byte by byte, so this is a stretch of their
 * index; a colon comes right after the digit nine.
 */
export function idLiesIn(id: SQLWrapper, region: RegionCode | undefined): SQL | undefined {
  const prefix = (region ?? '').replace(/(00){1,3}$/, '');
  return prefix === '' ? undefined : and(gte(id, prefix), lt(id, `${prefix}:`));
}
