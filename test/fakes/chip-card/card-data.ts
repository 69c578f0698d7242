import type { CardAlgorithm } from '#device-daemon/cards/social-security-card/social-security-card.ts';

/** What the reader of a file must have shown: the PIN of the holder, or that it knows a key. */
export type Proof = 'pin' | KeyName;
/** As the standard names them: what is known to whom is in the name (RK1DF01: first read key of DF01). */
export type KeyName = 'RKSSSE' | 'RK1DF01' | 'RK1DF04';

export type AccessRule = 'free' | { readonly anyOf: readonly Proof[] } | { readonly allOf: readonly Proof[] };

export type FileContents =
  /** Simple TLV, each with its tag and length; number 1 first. */
  | { readonly type: 'records'; readonly records: readonly Uint8Array[] }
  | { readonly type: 'binary'; readonly bytes: Uint8Array };

export interface FileData {
  /** The low five bits are the short identifier. */
  readonly fid: number;
  readonly read: AccessRule;
  readonly contents: FileContents;
}

export interface ExternalKey {
  readonly id: number;
  readonly name: KeyName;
  readonly key: Uint8Array;
}

export interface ApplicationData {
  readonly name: 'SSSE' | 'DF01' | 'DF04' | 'PSE' | 'bank';
  readonly fid: number | null;
  /** DF name or AID; may be selected by its first five bytes or more. */
  readonly aid: Uint8Array;
  /** Answer to its selection, whole. */
  readonly fci: Uint8Array;
  readonly files: readonly FileData[];
  readonly internalKey: Uint8Array | null;
  readonly externalKeys: readonly ExternalKey[];
  /** Answer to GET PROCESSING OPTIONS; null for what is no bank application. */
  readonly processingOptions: Uint8Array | null;
}

export interface PinData {
  readonly digits: string;
  readonly maximum: number;
  readonly triesLeft: number;
}

/** A card as data: nothing in it acts. */
export interface ChipCardData {
  readonly name: string;
  readonly story: string;
  readonly atr: Uint8Array;
  /** T=0 hides no procedure: 61xx and 6Cxx come as answers. T=1 stands for the contactless side too. */
  readonly transport: 'T=0' | 'T=1';
  readonly algorithm: CardAlgorithm;
  /** null: no social-security card. */
  readonly version: '1.0' | '2.0' | '3.0' | null;
  readonly applications: readonly ApplicationData[];
  /** Current after a reset: on first-generation cards the environment is the master file itself. */
  readonly startsIn: ApplicationData['name'] | null;
  /** null: the card has no PIN. */
  readonly pin: PinData | null;
  /** `card`: every command is answered 6A81 · `application`: SSSE is locked for good, 9303 */
  readonly locked: 'card' | 'application' | null;
  readonly faults: {
    /** The chip never answers. */
    readonly mute?: boolean;
    /** Records can be read by their number only. */
    readonly noReadingByTag?: boolean;
  };
}
