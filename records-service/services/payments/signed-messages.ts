import type { KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, importJWK, errors as joseErrors } from 'jose';
import type { TerminalPublicKey } from '../../config/schema.ts';

/** A JWS in compact form: EdDSA, with a `typ` of its own for each kind of message, so that none passes for another. */
export const signMessage = (payload: object, typ: string, kid: string, key: KeyObject): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid, typ })
    .sign(key);

/** @returns the payload, or undefined where the message is not one of this kind, signed with this key */
export async function openMessage(jws: string, typ: string, key: TerminalPublicKey): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ ...key, alg: 'EdDSA' }), {
      algorithms: ['EdDSA'],
    });
    if (protectedHeader.typ !== typ) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    // A forged, damaged or unreadable text is the sender's; anything else is ours.
    if (error instanceof joseErrors.JOSEError || error instanceof SyntaxError || error instanceof TypeError)
      return undefined;
    throw error;
  }
}
