/** tag (1) | length (1, or FF and 2) | value: the records of the social-security environment. */
export interface SimpleTlv {
  readonly tag: number;
  readonly value: Uint8Array;
}

/**
 * One record or several in a row. Padding behind the last one (00 and FF are no tags) is no error.
 *
 * @returns null where a record is longer than what is there
 */
export function parseSimpleTlv(bytes: Uint8Array): SimpleTlv[] | null {
  const records: SimpleTlv[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const tag = bytes[offset];
    if (tag === undefined || tag === 0x00 || tag === 0xff) break;
    const isLong = bytes[offset + 1] === 0xff;
    const length = isLong ? ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0) : bytes[offset + 1];
    const start = offset + (isLong ? 4 : 2);
    if (length === undefined || start + length > bytes.length) return null;
    records.push({ tag, value: bytes.subarray(start, start + length) });
    offset = start + length;
  }
  return records;
}

/** ISO 8825: tag (1–3), length (1–3), value; a constructed tag holds more of the same. The bank's side. */
export interface BerTlv {
  readonly tag: number;
  readonly value: Uint8Array;
  /** null: a primitive, or a template whose inside makes no sense. */
  readonly inside: readonly BerTlv[] | null;
}

const CONSTRUCTED = 0x20;
const MAX_DEPTH = 8;

/** @returns null where the bytes make no sense */
export function parseBerTlv(bytes: Uint8Array, depth = 0): BerTlv[] | null {
  const items: BerTlv[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const first = bytes[offset] ?? 0;
    // Between two items filling bytes may stand.
    if (first === 0x00 || first === 0xff) {
      offset += 1;
      continue;
    }
    const tag = readTag(bytes, offset);
    if (tag === null) return null;
    const length = readLength(bytes, tag.end);
    if (length === null || length.end + length.value > bytes.length) return null;
    const value = bytes.subarray(length.end, length.end + length.value);
    const isConstructed = (first & CONSTRUCTED) !== 0 && depth < MAX_DEPTH;
    items.push({ tag: tag.value, value, inside: isConstructed ? parseBerTlv(value, depth + 1) : null });
    offset = length.end + length.value;
  }
  return items;
}

/** The first item with that tag, at any depth. */
export function findBerTlv(items: readonly BerTlv[], tag: number): Uint8Array | null {
  for (const item of items) {
    if (item.tag === tag) return item.value;
    const found = item.inside === null ? null : findBerTlv(item.inside, tag);
    if (found !== null) return found;
  }
  return null;
}

interface Read {
  readonly value: number;
  readonly end: number;
}

function readTag(bytes: Uint8Array, offset: number): Read | null {
  let value = bytes[offset] ?? 0;
  let end = offset + 1;
  if ((value & 0x1f) !== 0x1f) return { value, end };
  for (let more = true; more; end += 1) {
    const byte = bytes[end];
    if (byte === undefined || end - offset > 2) return null;
    value = value * 256 + byte;
    more = (byte & 0x80) !== 0;
  }
  return { value, end };
}

function readLength(bytes: Uint8Array, offset: number): Read | null {
  const first = bytes[offset];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, end: offset + 1 };
  const [high, low] = [bytes[offset + 1], bytes[offset + 2]];
  if (first === 0x81 && high !== undefined) return { value: high, end: offset + 2 };
  if (first === 0x82 && high !== undefined && low !== undefined)
    return { value: (high << 8) | low, end: offset + 3 };
  return null;
}
