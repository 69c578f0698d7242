import { createCipheriv } from 'node:crypto';

/** Algorithms whose arithmetic is public. */
export type KeyAlgorithm = '3DES' | 'SM4';

/** A province's root keys, invented. Each purpose has its own. */
export interface RootKeys {
  /** The card proves itself with a key made from this one. */
  readonly internal: Uint8Array;
  /** RKSSSE: whoever knows this may read what the social-security environment keeps. */
  readonly read: Uint8Array;
}

/**
 * The provinces that the fake authority knows, by the first two digits of the region. 99 is assigned to no place.
 * The keys are as invented as the people: sixteen times the same byte.
 */
export const SYNTHETIC_ROOTS: ReadonlyMap<string, RootKeys> = new Map([
  ['99', { internal: new Uint8Array(16).fill(0x11), read: new Uint8Array(16).fill(0x22) }],
  ['98', { internal: new Uint8Array(16).fill(0x33), read: new Uint8Array(16).fill(0x44) }],
]);

/**
 * A key of one card from a root key, in three steps (社会保障（个人）卡规范 part 9, 7.1–7.3).
 *
 * ```
 *   root ──F1──▶ province ──F2──▶ city ──F3──▶ card
 *   F1  first two digits of the region, then "0000sh"
 *   F2  six digits of the region, then "sx"
 *   F3  historical bytes 6–13 of the ATR
 * ```
 */
export function cardKey(
  root: Uint8Array,
  algorithm: KeyAlgorithm,
  region: string,
  historicalBytes: Uint8Array,
): Uint8Array {
  const factors = [
    Buffer.from(`${region.slice(0, 2)}0000sh`, 'latin1'),
    Buffer.from(`${region}sx`, 'latin1'),
    historicalBytes.subarray(-8),
  ];
  return factors.reduce((key: Uint8Array, factor) => diversify(key, algorithm, factor), root);
}

/** What the holder of `key` answers to two random values of eight bytes (parts 4, 8.4 and 9.3). */
export function authenticationData(
  key: Uint8Array,
  algorithm: KeyAlgorithm,
  factor: Uint8Array,
  information: Uint8Array,
): Uint8Array {
  switch (algorithm) {
    case '3DES': {
      const session = tripleDes(key, factor);
      // OpenSSL 3 refuses single DES; with the same half twice, 3DES is single DES.
      return tripleDes(Buffer.concat([session, session]), information);
    }
    case 'SM4': {
      const session = sm4(key, Buffer.concat([factor, ZEROS]));
      const block = sm4(session, Buffer.concat([information, ZEROS]));
      return block.subarray(0, 8).map((byte, index) => byte ^ (block[index + 8] ?? 0));
    }
  }
}

const ZEROS = new Uint8Array(8);

function diversify(key: Uint8Array, algorithm: KeyAlgorithm, factor: Uint8Array): Uint8Array {
  const inverse = factor.map((byte) => ~byte & 0xff);
  return algorithm === '3DES'
    ? Buffer.concat([tripleDes(key, factor), tripleDes(key, inverse)])
    : sm4(key, Buffer.concat([factor, inverse]));
}

const tripleDes = (key: Uint8Array, block: Uint8Array): Uint8Array => encrypt('des-ede-ecb', key, block);
const sm4 = (key: Uint8Array, block: Uint8Array): Uint8Array => encrypt('sm4-ecb', key, block);

function encrypt(cipher: string, key: Uint8Array, block: Uint8Array): Uint8Array {
  const engine = createCipheriv(cipher, key, null).setAutoPadding(false);
  return Buffer.concat([engine.update(block), engine.final()]);
}
