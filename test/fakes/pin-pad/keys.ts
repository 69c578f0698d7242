import * as v from 'valibot';

/** What each key sends, with the key table that pads are delivered with. */
const KEY_BYTES = { enter: 0x0d, cancel: 0x1b, clear: 0x08, star: 0x2a, doubleZero: 0x22 } as const;

const keyWord = v.union([
  v.picklist(Object.keys(KEY_BYTES) as (keyof typeof KEY_BYTES)[]),
  v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'digits, or one of enter, cancel, clear, star, doubleZero')),
]);

/** `{"keys":"246810"}`, `{"keys":"enter"}`, or both in a list. */
export const KeyPresses = v.strictObject({
  keys: v.union([keyWord, v.array(keyWord)]),
  /** From one key to the next. */
  gapMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)), 20),
});

export function keyBytesOf(keys: v.InferOutput<typeof KeyPresses>['keys']): number[] {
  return [keys]
    .flat()
    .flatMap((word) => (isNamed(word) ? [KEY_BYTES[word]] : [...word].map((digit) => digit.charCodeAt(0))));
}

const isNamed = (word: string): word is keyof typeof KEY_BYTES => Object.hasOwn(KEY_BYTES, word);

export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
