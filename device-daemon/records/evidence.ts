import { type KeyObject, randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import { type CardCredential, type CardReadEvidence, EVIDENCE_TYPE } from '#shared/records-api/sessions.ts';
import type { Clock } from '#shared/time/calendar.ts';

/** Signs that this was read on this terminal just now. */
export type EvidenceSigner = (credential: CardCredential) => Promise<string>;

export function createEvidenceSigner(
  terminalId: string,
  privateKey: KeyObject,
  clock: Clock,
): EvidenceSigner {
  return (credential) => {
    const evidence: CardReadEvidence = {
      terminalId,
      credential,
      readAt: clock(),
      nonce: randomBytes(16).toString('base64url'),
    };
    return new CompactSign(new TextEncoder().encode(JSON.stringify(evidence)))
      .setProtectedHeader({ alg: 'EdDSA', kid: terminalId, typ: EVIDENCE_TYPE })
      .sign(privateKey);
  };
}
