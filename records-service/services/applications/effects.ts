import type { Database } from '../../database/database.ts';
import { putInForce } from './contact-changes.ts';
import { isWaiting } from './staff-change-case.ts';
import { noteDecided } from './staff-changes.ts';
import { type ApplicationRow, isOfKind } from './store.ts';

/** What a step changes beside its case, in the same transaction. */
export async function applyEffects(
  transaction: Database,
  after: ApplicationRow,
  nowMs: number,
): Promise<void> {
  if (isOfKind(after, 'contactChange') && after.content.state === 'effective')
    await putInForce(transaction, after, nowMs);
  if (isOfKind(after, 'staffChange') && !isWaiting(after.content)) await noteDecided(transaction, after);
}
