import { err, ok, type Result } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { checkEvidence, type EvidenceRefusal } from './evidence.ts';
import { type CardRefusal, findHolder } from './holder.ts';
import { activeTerminalKey, useNonce } from './sessions.ts';

export interface ConsentRefusal {
  readonly code: EvidenceRefusal['code'] | CardRefusal['code'] | 'evidenceReplayed' | 'relativeNotOnFile';
  readonly detail: string;
}

/**
 * Who laid their card on the reader to agree to something: somebody else’s card, read just now at the terminal where the
 * visit is. The evidence is used up with the deed. The code of an electronic card is no consent: whoever has a picture of
 * it could give it.
 */
export async function whoConsents(
  transaction: Database,
  jws: string,
  visitedTerminal: string,
  now: number,
): Promise<Result<{ readonly personId: number }, ConsentRefusal>> {
  const checked = await checkEvidence(jws, (terminalId) => activeTerminalKey(transaction, terminalId), now);
  if (!checked.ok) return checked;
  const { terminalId, credential } = checked.value;
  if (terminalId !== visitedTerminal)
    return err({ code: 'evidenceInvalid', detail: 'the card was read at another terminal' });
  if (credential.type === 'electronicCard')
    return err({ code: 'evidenceInvalid', detail: 'consent needs a card on the reader' });
  if (!(await useNonce(transaction, checked.value)))
    return err({ code: 'evidenceReplayed', detail: 'this evidence was used before' });
  const found = await findHolder(transaction, credential);
  if (!found.ok) return found;
  const { personId } = found.value;
  return personId === null
    ? err({ code: 'relativeNotOnFile', detail: 'nobody on file has this card' })
    : ok({ personId });
}
