import type { texts } from './zh-Hans/index.ts';

type RawKey = keyof typeof texts;
type CountedKey<K> = K extends `${infer Stem}_other` ? Stem : never;

/** A text as the screens ask for it; one that is counted (`…_other`) is asked for by its stem. */
export type TextKey = Exclude<RawKey, `${string}_other`> | CountedKey<RawKey>;

/** A language that counts as Chinese does has exactly the keys of Chinese. */
export type Texts = Readonly<Record<RawKey, string>>;

/** A language with a singular has two forms wherever Chinese has one. */
export type TextsWithSingular = Readonly<Record<RawKey | `${CountedKey<RawKey>}_one`, string>>;
