// Says which texts of the page nobody asks for, and which are asked for and are not there.
// Usage: node scripts/check-texts.mjs        (scripts/build.mjs does the same before it builds the page)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../kiosk-ui/', import.meta.url));
const LOCALES = join(PAGE, 'locales');
const FIRST_LANGUAGE = 'zh-Hans';
/** Languages with a singular, which Chinese does not have. */
const WITH_SINGULAR = ['en', 'ug'];

/** @returns {string[]} one line a fault */
export function faultsOfTexts() {
  const languages = readdirSync(LOCALES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const keys = keysOf(FIRST_LANGUAGE);
  const uses = usesOfTexts();
  return [
    ...languages.flatMap((language) => differences(language, keys)),
    ...keys
      .map(stemOf)
      .filter((stem) => !uses.asked(stem))
      .map((stem) => `nobody asks for ${stem}`),
    ...uses.calls
      .filter((key) => !keys.map(stemOf).includes(key))
      .map((key) => `${key} is asked for and is no text`),
  ];
}

/**
 * @param {string} language
 * @param {readonly string[]} keys of the first language
 */
function differences(language, keys) {
  const wanted = new Set(keys);
  if (WITH_SINGULAR.includes(language))
    for (const key of keys) if (key.endsWith('_other')) wanted.add(key.replace(/_other$/, '_one'));
  const own = keysOf(language);
  return [
    ...[...wanted].filter((key) => !own.includes(key)).map((key) => `${language} has no ${key}`),
    ...own.filter((key) => !wanted.has(key)).map((key) => `only ${language} has ${key}`),
    ...own.filter((key, at) => own.indexOf(key) !== at).map((key) => `${language} has ${key} twice`),
  ];
}

/** @param {string} language */
function keysOf(language) {
  return readdirSync(join(LOCALES, language))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .flatMap((name) =>
      [...readFileSync(join(LOCALES, language, name), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(
        ([, key = '']) => key,
      ),
    );
}

/** @param {string} key */
const stemOf = (key) => key.replace(/_other$/, '');

/**
 * A text is asked for by its name, in quotes; by a pattern (`obstacle.${obstacle}`); or by either with an end put to it
 * (`${problem}.title`).
 */
function usesOfTexts() {
  const sources = sourcesOfPage();
  const named = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/'([\w.-]+)'|"([\w.-]+)"/g)].map((m) => m[1] ?? m[2] ?? ''),
    ),
  );
  const templates = sources
    .flatMap((source) =>
      [...source.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(([, text = '']) => text.split(/\$\{[^}]*\}/)),
    )
    .filter((parts) => parts.every((part) => /^[\w.-]*$/.test(part)));
  const patterns = templates
    .filter(([head]) => head?.includes('.'))
    .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`));
  const ends = templates
    .filter((parts) => parts.length === 2 && parts[0] === '' && parts[1]?.startsWith('.'))
    .map((parts) => parts[1] ?? '');
  /** @param {string} key */
  const whole = (key) => named.has(key) || patterns.some((pattern) => pattern.test(key));
  return {
    /** Asked for in so many letters by `t('…')`. */
    calls: [
      ...new Set(
        sources.flatMap((source) => [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => key)),
      ),
    ],
    /** @param {string} key */
    asked: (key) => whole(key) || ends.some((end) => key.endsWith(end) && whole(key.slice(0, -end.length))),
  };
}

/** What is drawn and said, without the words themselves, tests and comments. */
function sourcesOfPage() {
  return readdirSync(PAGE, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(
      (file) =>
        !readdirSync(LOCALES, { withFileTypes: true }).some(
          (entry) => entry.isDirectory() && file.startsWith(join(LOCALES, entry.name, '/')),
        ),
    )
    .map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''));
}

export function checkTexts() {
  const faults = faultsOfTexts();
  if (faults.length > 0) throw new Error(`The texts of the page are not in order:\n  ${faults.join('\n  ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = faultsOfTexts();
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
