/** Past this a sentence is cut at a comma, a space or, at last, anywhere: the first sound must come soon. */
const SENTENCE_MAX = 80;
/** So short a piece goes with the next one: each costs two processes. */
const SENTENCE_MIN = 4;

const END = /[。！？；!?;…\n]+["'”’」』）)]*\s*|\.+["'”’)]*(?=\s)\s*/gu;
const PAUSE = /[，、：,:]\s*|\s+/gu;

/** What is said in one go each; together they are the text. Pieces without a letter or digit have nothing to say. */
export function sentencesOf(text: string): string[] {
  const pieces = cutAfter(text, END).flatMap(shortened);
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && last.length < SENTENCE_MIN && last.length + piece.length <= SENTENCE_MAX) {
      joined[joined.length - 1] = last + piece;
    } else joined.push(piece);
  }
  return joined.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Greedy: as many parts of it as fit. */
function shortened(sentence: string): string[] {
  if (sentence.length <= SENTENCE_MAX) return [sentence];
  const pieces: string[] = [];
  for (const part of cutAfter(sentence, PAUSE).flatMap(anywhere)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + part.length <= SENTENCE_MAX)
      pieces[pieces.length - 1] = last + part;
    else pieces.push(part);
  }
  return pieces;
}

/** By code points: half a character is none. */
function anywhere(text: string): string[] {
  if (text.length <= SENTENCE_MAX) return [text];
  const pieces = [''];
  for (const character of text) {
    const last = pieces.length - 1;
    if ((pieces[last] ?? '').length + character.length > SENTENCE_MAX) pieces.push(character);
    else pieces[last] += character;
  }
  return pieces;
}

function cutAfter(text: string, mark: RegExp): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(mark)) {
    pieces.push(text.slice(from, index + found.length));
    from = index + found.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
