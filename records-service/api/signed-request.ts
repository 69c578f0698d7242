import { compactVerify, decodeProtectedHeader, importJWK, errors as joseErrors } from 'jose';
import * as v from 'valibot';
import type { TerminalPublicKey } from '../config/schema.ts';
import { Refusal } from './errors.ts';
import { parseJsonBody } from './json-body.ts';

/** Not verified yet: tells whose key to look for. @returns null where the text is no JWS or its header another one */
export function claimedHeader<Header extends v.GenericSchema>(
  jws: string,
  schema: Header,
): v.InferOutput<Header> | null {
  let decoded: unknown;
  try {
    decoded = decodeProtectedHeader(jws);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
  const header = v.safeParse(schema, decoded);
  return header.success ? header.output : null;
}

/** @returns what was signed with that key, or null */
export async function verifiedPayload(jws: string, key: TerminalPublicKey): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, await importJWK({ ...key, alg: 'EdDSA' }), {
      algorithms: ['EdDSA'],
    });
    return parseJsonBody(Buffer.from(payload));
  } catch (error) {
    // A forged, damaged or unreadable text is the caller's; anything else is ours.
    if (error instanceof joseErrors.JOSEError || error instanceof Refusal || error instanceof TypeError)
      return null;
    throw error;
  }
}
