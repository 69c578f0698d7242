import { Refusal } from './errors.ts';

/** Deeper than any schema goes. */
const DEPTH_MAX = 16;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** They reach into the object itself in whatever reads it carelessly. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a body so that there is one way to understand it: UTF-8 without damage, each key once, nothing that a text
 * column cannot hold.
 * @throws Refusal `invalidData` that says what is wrong and quotes nothing
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = decodeUtf8(body);
  if (text === '') throw refused('the body is empty');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refused('the body is not JSON');
  }
  requireEachKeyOnce(text);
  requireStorableText(value);
  return value;
}

/**
 * Reads a form as a browser sends it.
 * @throws Refusal `invalidData`
 */
export function parseForm(body: Buffer): unknown {
  const fields = [...new URLSearchParams(decodeUtf8(body))];
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw refused('a key is there twice');
  const form = Object.fromEntries(fields);
  requireStorableText(form);
  return form;
}

/**
 * A text of a request that PostgreSQL can keep: no NUL, no half of a pair.
 * @throws Refusal `invalidData`
 */
export function requireStorableText(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || LONE_SURROGATE.test(value))
      throw refused('a text holds a character that is none (NUL, or half of a pair)');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      requireStorableText(key);
      requireStorableText(item);
    }
  }
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refused('the body is not UTF-8');
  }
}

/** `JSON.parse` takes the last of two and so may see another request than a program in between did. */
function requireEachKeyOnce(text: string): void {
  // Known to be JSON: strings, brackets and commas are all that matters.
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  /** Keys of the objects around the place; null for a list. */
  const open: (Set<string> | null)[] = [];
  let before = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      if (open.length > DEPTH_MAX) throw refused(`the body is nested deeper than ${DEPTH_MAX}`);
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = String(JSON.parse(before));
      const keys = open.at(-1);
      if (PROTOTYPE_KEYS.has(key)) throw refused('a key that no object of a request may have');
      if (keys?.has(key)) throw refused('a key is there twice');
      keys?.add(key);
    }
    before = token;
  }
}

const refused = (detail: string): Refusal => new Refusal('invalidData', detail);
