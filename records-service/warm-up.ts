import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import { EVIDENCE_TYPE } from '#shared/records-api/sessions.ts';
import { checkEvidence } from './api/sessions/evidence.ts';
import type { Sessions } from './api/sessions/sessions.ts';
import type { Database } from './database/database.ts';
import { participation } from './database/schema.ts';
import { pensionSummary } from './services/pension/pension.ts';
import { readPensionRecord } from './services/pension/record.ts';

/**
 * Goes the way of the first citizen once before there is one: the first check of a signature, the first query and the
 * first account would each take a tenth of a second longer than those after it. Nothing is written or given out.
 */
export async function warmUp(database: Database, sessions: Sessions, nowMs: number): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const jws = await new CompactSign(new TextEncoder().encode('{}'))
    .setProtectedHeader({ alg: 'EdDSA', kid: '000000-0000', typ: EVIDENCE_TYPE })
    .sign(privateKey);
  await checkEvidence(jws, async () => ({ kty: 'OKP', crv: 'Ed25519', x }), nowMs);
  await sessions.use(randomBytes(32).toString('base64url'));
  const [anybody] = await database.select({ personId: participation.personId }).from(participation).limit(1);
  if (anybody === undefined) return;
  const record = await readPensionRecord(database, anybody.personId);
  if (record !== null) pensionSummary(record);
}
