import { err, ok, type Result } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { withdrawn } from './cases.ts';
import { applyEffects } from './effects.ts';
import type { StepRefusal } from './machine.ts';
import { type ApplicationRow, lockCase, type Submitter, saveStep } from './store.ts';

/** Takes back what one handed in oneself, while nobody has decided on it. */
export async function withdrawCase(
  transaction: Database,
  { personId, terminalId, nowMs }: Pick<Submitter, 'personId' | 'terminalId' | 'nowMs'>,
  caseNumber: string,
): Promise<Result<ApplicationRow, StepRefusal | { readonly type: 'notFound' }>> {
  const row = await lockCase(transaction, personId, caseNumber);
  if (row === null) return err({ type: 'notFound' });
  const after = withdrawn(row.content);
  if (!after.ok) return after;
  const saved = await saveStep(transaction, row, after.value, { actor: 'citizen', terminalId }, nowMs);
  await applyEffects(transaction, saved, nowMs);
  return ok(saved);
}
