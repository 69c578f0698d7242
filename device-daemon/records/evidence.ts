import { type KeyObject, randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import { type CardReadEvidence, EVIDENCE_TYPE } from '#shared/records-api/sessions.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { IdentityCard } from '../devices/identity-card-reader-contract.ts';

/** Signs that this card was read on this terminal just now. */
export type EvidenceSigner = (card: IdentityCard) => Promise<string>;

export function createEvidenceSigner(
  terminalId: string,
  privateKey: KeyObject,
  clock: Clock,
): EvidenceSigner {
  return (card) => {
    const evidence: CardReadEvidence = {
      terminalId,
      cardKind: card.kind,
      number: card.number,
      name: card.name,
      readAt: clock(),
      nonce: randomBytes(16).toString('base64url'),
    };
    return new CompactSign(new TextEncoder().encode(JSON.stringify(evidence)))
      .setProtectedHeader({ alg: 'EdDSA', kid: terminalId, typ: EVIDENCE_TYPE })
      .sign(privateKey);
  };
}
