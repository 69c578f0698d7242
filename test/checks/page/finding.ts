import type { ShowOptions } from '#test/gallery/show-options.ts';

/** How the screen is drawn that is looked at. */
export interface Circumstances extends ShowOptions {
  readonly pxPerMm: number;
}

/** Something that is wrong on a screen. */
export interface Finding {
  /** The rule that is broken. */
  readonly rule: string;
  /** Of what; the same in every circumstance. */
  readonly where: string;
  /** The whole of it, with figures. */
  readonly words: string;
  /** How bad, to tell of the worst. */
  readonly by: number;
}

export const finding = (rule: string, where: string, words: string, by: number): Finding => ({
  rule,
  where,
  words,
  by,
});
