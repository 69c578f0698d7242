import type { Language } from '../machines/preferences.ts';
import { sayInEnglish } from './numbers-en.ts';
import { sayInChinese } from './numbers-zh.ts';

/** One thing of the page, to be said. */
export interface Spoken {
  readonly text: string;
  readonly language: Language;
  /** Personal: for headphones only. */
  readonly private: boolean;
}

/** The daemon takes no longer sentence than 600 characters; a voice that cannot be stopped for so long is no help. */
const SENTENCE_MAX = 200;

const SENTENCE_ENDS = /(?<=[。！？；!?;؟]|\.(?=\s))\s*/u;
const PAUSES = /(?<=[，、,،：:])/u;

/** Sentences as a voice is to say them, figures in words: one each, so that a pause or a pulled plug loses one only. */
export function sentencesOf(spoken: readonly Spoken[]): Spoken[] {
  return spoken.flatMap((one) =>
    inWords(one)
      .split(SENTENCE_ENDS)
      .flatMap(shortened)
      .filter((text) => /[\p{L}\p{N}]/u.test(text))
      .map((text) => ({ ...one, text: text.trim() })),
  );
}

function inWords({ text, language }: Spoken): string {
  switch (language) {
    case 'zh-Hans':
    case 'zh-Hant':
      return sayInChinese(text, language);
    case 'en':
      return sayInEnglish(text.replace(CHINESE_BESIDE, ''));
    case 'ug':
      // There is no voice for it yet; whoever brings one brings its figures.
      return text;
  }
}

/** A term in Chinese beside its translation: another voice would spell it. Where it is marked, its own voice says it. */
const CHINESE_BESIDE = /\s*[(（]\p{Script=Han}+[)）]/gu;

function shortened(sentence: string): string[] {
  if (sentence.length <= SENTENCE_MAX) return [sentence];
  const parts: string[] = [];
  let open = '';
  for (const piece of sentence.split(PAUSES).flatMap(cut)) {
    if (open !== '' && open.length + piece.length > SENTENCE_MAX) {
      parts.push(open);
      open = '';
    }
    open += piece;
  }
  return open === '' ? parts : [...parts, open];
}

/** What has no pause in it is cut where it stands. */
const cut = (piece: string): string[] =>
  piece.length <= SENTENCE_MAX ? [piece] : (piece.match(new RegExp(`.{1,${SENTENCE_MAX}}`, 'gsu')) ?? []);
