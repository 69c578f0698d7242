import { err, ok, type Result } from '#shared/result.ts';
import { FIRST_VALUE_TAG, GroupTag, ValueTag } from './constants.ts';

/**
 * The encoding of IPP messages, RFC 8010 section 3.
 *
 * ```
 *   major minor | operation or status (2) | request-id (4)
 *   group tag 0x01 0x02 0x04 …
 *     value tag (1) | name length (2) | name | value length (2) | value
 *     value tag (1) | 0x0000                 | value length (2) | value      one more value of the same attribute
 *   0x03                                                                     end of attributes
 *   document data …
 *
 *   a collection (3.1.6) is a run of values:
 *     0x34 name, empty │ 0x4A "", member name │ tag "", member value │ … │ 0x37 "", empty
 * ```
 *
 * A printer is not trusted: every length is checked against what is there, nesting is bounded, and a value whose size
 * does not fit its tag is kept as bytes (`octets`), so that one odd attribute never costs the message.
 */
export type IppValue =
  | { readonly type: 'integer'; readonly tag: number; readonly value: number }
  | { readonly type: 'boolean'; readonly tag: number; readonly value: boolean }
  | { readonly type: 'text'; readonly tag: number; readonly value: string }
  | {
      readonly type: 'textWithLanguage';
      readonly tag: number;
      readonly language: string;
      readonly value: string;
    }
  | { readonly type: 'range'; readonly tag: number; readonly lower: number; readonly upper: number }
  | { readonly type: 'outOfBand'; readonly tag: number }
  | { readonly type: 'collection'; readonly tag: number; readonly members: readonly IppAttribute[] }
  /** octetString, dateTime, resolution, tags of later standards, and values that do not fit their tag. */
  | { readonly type: 'octets'; readonly tag: number; readonly value: Uint8Array };

export interface IppAttribute {
  readonly name: string;
  readonly values: readonly IppValue[];
}

export interface IppGroup {
  readonly tag: number;
  readonly attributes: readonly IppAttribute[];
}

export interface IppMessage {
  readonly version: { readonly major: number; readonly minor: number };
  /** operation-id in a request, status-code in a response. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
}

export interface IppDecodeError {
  readonly type: 'truncated' | 'malformed';
  readonly offset: number;
}

/** Collections in collections: media-col-database needs three. */
const MAX_COLLECTION_DEPTH = 8;
const MAX_FIELD_BYTES = 0x7fff;
const HEADER_BYTES = 8;

export function encodeIpp(message: IppMessage): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(message.version.major, 0);
  header.writeUInt8(message.version.minor, 1);
  header.writeUInt16BE(message.code, 2);
  header.writeUInt32BE(message.requestId, 4);
  const parts: Buffer[] = [header];
  for (const group of message.groups) {
    parts.push(Buffer.of(group.tag));
    for (const attribute of group.attributes) encodeAttribute(attribute, parts);
  }
  parts.push(Buffer.of(GroupTag.end));
  return Buffer.concat(parts);
}

function encodeAttribute(attribute: IppAttribute, parts: Buffer[]): void {
  for (const [index, value] of attribute.values.entries()) {
    encodeValue(index === 0 ? attribute.name : '', value, parts);
  }
}

function encodeValue(name: string, value: IppValue, parts: Buffer[]): void {
  pushField(value.tag, name, valueBytes(value), parts);
  if (value.type !== 'collection') return;
  for (const member of value.members) {
    pushField(ValueTag.memberAttributeName, '', Buffer.from(member.name), parts);
    encodeAttribute({ name: '', values: member.values }, parts);
  }
  pushField(ValueTag.endCollection, '', Buffer.alloc(0), parts);
}

function pushField(tag: number, name: string, bytes: Uint8Array, parts: Buffer[]): void {
  parts.push(Buffer.of(tag), lengthPrefixed(Buffer.from(name)), lengthPrefixed(bytes));
}

function lengthPrefixed(bytes: Uint8Array): Buffer {
  if (bytes.length > MAX_FIELD_BYTES) throw new RangeError('An IPP field holds at most 32767 bytes');
  const field = Buffer.alloc(2 + bytes.length);
  field.writeUInt16BE(bytes.length, 0);
  field.set(bytes, 2);
  return field;
}

function valueBytes(value: IppValue): Uint8Array {
  switch (value.type) {
    case 'integer':
      return int32(value.value);
    case 'boolean':
      return Buffer.of(value.value ? 1 : 0);
    case 'text':
      return Buffer.from(value.value);
    case 'textWithLanguage':
      return Buffer.concat([
        lengthPrefixed(Buffer.from(value.language)),
        lengthPrefixed(Buffer.from(value.value)),
      ]);
    case 'range':
      return Buffer.concat([int32(value.lower), int32(value.upper)]);
    case 'outOfBand':
    case 'collection':
      return Buffer.alloc(0);
    case 'octets':
      return value.value;
  }
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** Signals the end of the input or a rule broken; never leaves this file. */
class Refusal extends Error {
  constructor(
    readonly type: IppDecodeError['type'],
    readonly offset: number,
  ) {
    super(type);
  }
}

interface Field {
  readonly tag: number;
  readonly name: string;
  readonly bytes: Buffer;
}

/** @returns the message and where the document data begin */
export function decodeIpp(
  bytes: Uint8Array,
): Result<{ readonly message: IppMessage; readonly dataOffset: number }, IppDecodeError> {
  try {
    return ok(new Decoder(bytes).message());
  } catch (error) {
    if (error instanceof Refusal) return err({ type: error.type, offset: error.offset });
    throw error;
  }
}

class Decoder {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  message(): { message: IppMessage; dataOffset: number } {
    const header = this.#take(HEADER_BYTES);
    const groups: IppGroup[] = [];
    for (;;) {
      const tag = this.#byte();
      if (tag === GroupTag.end) break;
      if (tag >= FIRST_VALUE_TAG) throw new Refusal('malformed', this.#offset - 1);
      groups.push({ tag, attributes: this.#attributes() });
    }
    return {
      message: {
        version: { major: header.readUInt8(0), minor: header.readUInt8(1) },
        code: header.readUInt16BE(2),
        requestId: header.readUInt32BE(4),
        groups,
      },
      dataOffset: this.#offset,
    };
  }

  #attributes(): IppAttribute[] {
    const attributes: { name: string; values: IppValue[] }[] = [];
    while (this.#peek() >= FIRST_VALUE_TAG) {
      const start = this.#offset;
      const field = this.#field();
      const value = this.#value(field, 0);
      const current = attributes.at(-1);
      if (field.name !== '') attributes.push({ name: field.name, values: [value] });
      else if (current === undefined) throw new Refusal('malformed', start);
      else current.values.push(value);
    }
    return attributes;
  }

  #value(field: Field, depth: number): IppValue {
    if (field.tag === ValueTag.beginCollection) return this.#collection(depth + 1);
    // Outside a collection these two have no meaning.
    if (field.tag === ValueTag.endCollection || field.tag === ValueTag.memberAttributeName) {
      throw new Refusal('malformed', this.#offset);
    }
    return simpleValue(field.tag, field.bytes);
  }

  #collection(depth: number): IppValue {
    if (depth > MAX_COLLECTION_DEPTH) throw new Refusal('malformed', this.#offset);
    const members: { name: string; values: IppValue[] }[] = [];
    for (;;) {
      const start = this.#offset;
      if (this.#peek() < FIRST_VALUE_TAG) throw new Refusal('malformed', start);
      const field = this.#field();
      if (field.tag === ValueTag.endCollection) break;
      if (field.tag === ValueTag.memberAttributeName) {
        members.push({ name: field.bytes.toString('utf8'), values: [] });
        continue;
      }
      const member = members.at(-1);
      if (member === undefined) throw new Refusal('malformed', start);
      member.values.push(this.#value(field, depth));
    }
    return { type: 'collection', tag: ValueTag.beginCollection, members };
  }

  #field(): Field {
    const tag = this.#byte();
    const name = this.#lengthPrefixed().toString('utf8');
    return { tag, name, bytes: this.#lengthPrefixed() };
  }

  #lengthPrefixed(): Buffer {
    const start = this.#offset;
    const length = this.#take(2).readUInt16BE(0);
    // RFC 8010 3.2: SIGNED-SHORT, so the top bit is never set.
    if (length > MAX_FIELD_BYTES) throw new Refusal('malformed', start);
    return this.#take(length);
  }

  #take(length: number): Buffer {
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new Refusal('truncated', this.#offset);
    const part = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return part;
  }

  #byte(): number {
    return this.#take(1).readUInt8(0);
  }

  #peek(): number {
    const byte = this.#bytes[this.#offset];
    if (byte === undefined) throw new Refusal('truncated', this.#offset);
    return byte;
  }
}

function simpleValue(tag: number, bytes: Buffer): IppValue {
  switch (tag) {
    case ValueTag.integer:
    case ValueTag.enum:
      if (bytes.length === 4) return { type: 'integer', tag, value: bytes.readInt32BE(0) };
      break;
    case ValueTag.boolean:
      if (bytes.length === 1) return { type: 'boolean', tag, value: bytes[0] !== 0 };
      break;
    case ValueTag.rangeOfInteger:
      if (bytes.length === 8) {
        return { type: 'range', tag, lower: bytes.readInt32BE(0), upper: bytes.readInt32BE(4) };
      }
      break;
    case ValueTag.textWithLanguage:
    case ValueTag.nameWithLanguage: {
      const parts = splitLanguage(bytes);
      if (parts !== null) return { type: 'textWithLanguage', tag, ...parts };
      break;
    }
    default:
      // 0x40-0x5F: character strings, also those this file has no name for.
      if (tag >= 0x40 && tag <= 0x5f) return { type: 'text', tag, value: bytes.toString('utf8') };
      // 0x10-0x1F: out-of-band, "there is no value".
      if (tag <= 0x1f) return { type: 'outOfBand', tag };
  }
  return { type: 'octets', tag, value: Uint8Array.from(bytes) };
}

function splitLanguage(bytes: Buffer): { language: string; value: string } | null {
  if (bytes.length < 4) return null;
  const languageEnd = 2 + bytes.readUInt16BE(0);
  if (languageEnd + 2 > bytes.length) return null;
  const valueEnd = languageEnd + 2 + bytes.readUInt16BE(languageEnd);
  if (valueEnd !== bytes.length) return null;
  return {
    language: bytes.toString('utf8', 2, languageEnd),
    value: bytes.toString('utf8', languageEnd + 2),
  };
}
