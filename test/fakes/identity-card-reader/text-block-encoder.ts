/**
 * The text block of an invented card, written field after field with its width in UTF-16 units. On purpose it shares
 * nothing with the daemon's decoder, which goes by byte offsets: a card that survives the way through both proves them.
 */
export type CardText =
  | ({ readonly layout: 'mainland'; readonly nation: string; readonly address: string } & Issued)
  | ({
      readonly layout: 'J';
      readonly address: string;
      readonly permit: string;
      readonly issues: string;
    } & Issued)
  | ({ readonly layout: 'I'; readonly latinName: string; readonly nationality: string } & Common)
  | ({
      readonly layout: 'Y';
      readonly latinName: string;
      readonly nationality: string;
      readonly renewals: string;
      readonly earlier: string;
    } & Common);

interface Common {
  readonly name: string;
  readonly sex: string;
  /** yyyymmdd, here and below */
  readonly birth: string;
  readonly number: string;
  readonly from: string;
  readonly until: string;
}
interface Issued extends Common {
  readonly issuer: string;
}

const TEXT_BLOCK_BYTES = 256;

export function encodeTextBlock(card: CardText): Uint8Array {
  const block = Buffer.from(unitsOf(card), 'utf16le');
  if (block.length !== TEXT_BLOCK_BYTES) throw new Error(`a text block of ${block.length} bytes`);
  return block;
}

function unitsOf(card: CardText): string {
  const { name, sex, birth, number, from, until } = card;
  switch (card.layout) {
    case 'mainland':
      return joined([
        [name, 15],
        [sex, 1],
        [card.nation, 2],
        [birth, 8],
        [card.address, 35],
        [number, 18],
        [card.issuer, 15],
        [from, 8],
        [until, 8],
        ['', 18],
      ]);
    case 'J':
      return joined([
        [name, 15],
        [sex, 1],
        ['', 2],
        [birth, 8],
        [card.address, 35],
        [number, 18],
        [card.issuer, 15],
        [from, 8],
        [until, 8],
        [card.permit, 9],
        [card.issues, 2],
        ['', 3],
        ['J', 1],
        ['', 3],
      ]);
    case 'I':
      return joined([
        [card.latinName, 60],
        [sex, 1],
        [number, 15],
        [card.nationality, 3],
        [name, 15],
        [from, 8],
        [until, 8],
        [birth, 8],
        ['01', 2],
        ['1500', 4],
        ['I', 1],
        ['', 3],
      ]);
    case 'Y':
      return joined([
        [name, 15],
        [sex, 1],
        [card.renewals, 2],
        [birth, 8],
        [card.latinName.slice(0, 35), 35],
        [number, 18],
        ['', 15],
        [from, 8],
        [until, 8],
        [card.latinName.slice(35), 11],
        [card.nationality, 3],
        ['Y', 1],
        [card.earlier, 3],
      ]);
  }
}

type Field = readonly [value: string, units: number];

const joined = (fields: readonly Field[]): string => fields.map(padded).join('');

function padded([value, units]: Field): string {
  if (value.length > units) throw new Error(`a field of ${units} units is too small`);
  return value.padEnd(units, ' ');
}

/** One entry of the addresses added later: 35 units. */
export const encodeNewestAddress = (address: string): Uint8Array =>
  Buffer.from(padded([address, 35]), 'utf16le');
