import * as v from 'valibot';
import type { AuthorityAnswer } from '#device-daemon/cards/social-security-card/authority.ts';
import { authenticationData, cardKey, type RootKeys, SYNTHETIC_ROOTS } from '../chip-card/keys.ts';

const bytes = (count: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9A-F]{${count * 2}}$`)));
const RandomPair = v.strictObject({ factor: bytes(8), information: bytes(8) });

/** Written down once more, and not taken from the daemon: a daemon that asks for something else is to be noticed. */
export const AuthenticateRequest = v.strictObject({
  region: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  atrHistoricalBytes: bytes(13),
  algorithm: v.picklist(['3DES', 'SM4']),
  cardIdentificationCode: bytes(16),
  internal: RandomPair,
  external: v.nullable(RandomPair),
});
export type AuthenticateRequest = v.InferOutput<typeof AuthenticateRequest>;

/** @returns null for a region whose keys are kept elsewhere */
export function answerTo(request: AuthenticateRequest, withWrongKeys: boolean): AuthorityAnswer | null {
  const roots = SYNTHETIC_ROOTS.get(request.region.slice(0, 2));
  if (roots === undefined) return null;
  const { internal, read } = withWrongKeys ? otherKeys(roots) : roots;
  return {
    internalAuthentication: compute(request, internal, request.internal),
    externalAuthentication: request.external === null ? null : compute(request, read, request.external),
  };
}

function compute(
  { algorithm, region, atrHistoricalBytes }: AuthenticateRequest,
  root: Uint8Array,
  { factor, information }: v.InferOutput<typeof RandomPair>,
): string {
  const key = cardKey(root, algorithm, region, Buffer.from(atrHistoricalBytes, 'hex'));
  const answer = authenticationData(
    key,
    algorithm,
    Buffer.from(factor, 'hex'),
    Buffer.from(information, 'hex'),
  );
  return Buffer.from(answer).toString('hex').toUpperCase();
}

const otherKeys = ({ internal, read }: RootKeys): RootKeys => ({
  internal: internal.map((byte) => byte ^ 0xf0),
  read: read.map((byte) => byte ^ 0xf0),
});
