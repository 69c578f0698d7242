import type { IdentityCardKind } from '#shared/protocol/cards.ts';

/**
 * The 256-byte text block, UTF-16LE, each field padded with spaces. Byte 248 tells the layout in all four of them.
 *
 * ```
 *   byte    0        30  32  36        52                122               158       188     204     220          248  256
 *   mainland│ name   │sex│nat│ birth   │ address         │ number          │ issuer  │ from  │ until │ reserved    │ ␣ │
 *   J       │ name   │sex│ – │ birth   │ address         │ number          │ issuer  │ from  │ until │ permit …    │ J │
 *   Y       │ name   │sex│nth│ birth   │ Latin name 1–35 │ number          │ –       │ from  │ until │ Latin 36–46 │ Y │
 *
 *   byte    0                              120 122       152   158         188     204     220     236      248  256
 *   I       │ Latin name                   │sex│ number  │ nat │ name      │ from  │ until │ birth │ …      │ I │
 * ```
 * Mainland: GA/T 490. J: 港澳台居民居住证机读信息规范 (trial). I: 外国人永久居留身份证, 2017 version. Y: its 2023 version.
 */
export interface TextField {
  readonly offset: number;
  readonly bytes: number;
}

export interface TextBlockLayout {
  readonly kind: IdentityCardKind;
  readonly name: TextField;
  /** Joined without a space between them. */
  readonly latinName: readonly TextField[];
  readonly sex: TextField;
  readonly nation: TextField | null;
  readonly birthDate: TextField;
  readonly address: TextField | null;
  readonly number: TextField;
  readonly issuingAuthority: TextField | null;
  readonly validFrom: TextField;
  readonly validUntil: TextField;
}

export const TYPE_LETTER_OFFSET = 248;

const at = (offset: number, bytes: number): TextField => ({ offset, bytes });

const MAINLAND: TextBlockLayout = {
  kind: 'residentIdentityCard',
  name: at(0, 30),
  latinName: [],
  sex: at(30, 2),
  nation: at(32, 4),
  birthDate: at(36, 16),
  address: at(52, 70),
  number: at(122, 36),
  issuingAuthority: at(158, 30),
  validFrom: at(188, 16),
  validUntil: at(204, 16),
};

const PERMIT_J: TextBlockLayout = {
  ...MAINLAND,
  kind: 'hongKongMacaoTaiwanResidencePermit',
  nation: null,
};

const FOREIGN_I: TextBlockLayout = {
  kind: 'foreignPermanentResidentCard2017',
  name: at(158, 30),
  latinName: [at(0, 120)],
  sex: at(120, 2),
  nation: null,
  birthDate: at(220, 16),
  address: null,
  number: at(122, 30),
  // 240/8 holds a code of the office that accepted the application, not a name.
  issuingAuthority: null,
  validFrom: at(188, 16),
  validUntil: at(204, 16),
};

const FOREIGN_Y: TextBlockLayout = {
  kind: 'foreignPermanentResidentCard2023',
  name: at(0, 30),
  latinName: [at(52, 70), at(220, 22)],
  sex: at(30, 2),
  nation: null,
  birthDate: at(36, 16),
  address: null,
  number: at(122, 36),
  issuingAuthority: null,
  validFrom: at(188, 16),
  validUntil: at(204, 16),
};

/** Any other letter means the mainland layout: some of its cards hold something else than a space there. */
export function layoutOf(letter: string): TextBlockLayout {
  switch (letter) {
    case 'J':
      return PERMIT_J;
    case 'I':
      return FOREIGN_I;
    case 'Y':
      return FOREIGN_Y;
    default:
      return MAINLAND;
  }
}
