/**
 * The page in words: what stands in it, in reading order, from names, roles and states alone. What is for the eye only
 * is `aria-hidden`; `data-spoken` says something else than what is written.
 */
import { isControl } from '../keys/focus-order.ts';
import { t } from '../locales/text.ts';
import { LANGUAGES, type Language } from '../machines/preferences.ts';
import type { Spoken } from './wording.ts';

export interface Setting {
  readonly language: Language;
  /** Somebody's records are open: what is in `<main>` and not marked `data-public` is theirs alone. */
  readonly personal: boolean;
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE DIV DL DT DD FIGURE FOOTER FORM H1 H2 H3 H4 HEADER HR LI MAIN NAV OL P SECTION TABLE UL'.split(
    ' ',
  ),
);
const TABLES = 'table, [role="table"]';
const ROWS = 'tr, [role="row"]';
const CELLS = 'td, th, [role="cell"], [role="rowheader"], [role="columnheader"]';
const HEADERS = 'thead th, [role="columnheader"]';
export const ENDS_IN_PAUSE = /[，。：；！？、,.:;!?]\s*$/u;

export const pause = (language: Language): string => (language.startsWith('zh') ? '，' : ', ');
const stop = (language: Language): string => (language.startsWith('zh') ? '。' : '.');

/** Everything below an element that is not a control, a line for each block, row and entry. */
export function readContent(root: Element, setting: Setting): Spoken[] {
  return new Reader(setting, root, false).lines();
}

/** All words of an element, its controls' too. */
export function readWhole(root: Element, setting: Setting): Spoken[] {
  return new Reader(setting, root, true).lines();
}

export function labelOf(element: Element): string {
  const labelled = (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id === '' ? null : element.ownerDocument.getElementById(id)))
    .map((label) => label?.textContent.trim() ?? '')
    .filter((label) => label !== '');
  return labelled.length > 0 ? labelled.join(' ') : (element.getAttribute('aria-label')?.trim() ?? '');
}

/** The accessible name; in the languages it is written in. */
export function nameOf(control: Element, setting: Setting): Spoken[] {
  const label = control.getAttribute('data-spoken') ?? labelOf(control);
  if (label === '') return new Reader(setting, control, true).lines();
  const { language, private: isPrivate } = new Reader(setting, control, true);
  // A text of our own is in the page's language, whatever its element says of what is written in it.
  const own = control.hasAttribute('data-spoken') ? setting.language : language;
  return [{ text: label, language: own, private: isPrivate }];
}

const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag);

/** Walks one subtree and collects its lines. */
class Reader {
  readonly language: Language;
  readonly private: boolean;
  readonly #lines: Spoken[] = [];
  #open: Spoken | null = null;

  constructor(
    private readonly setting: Setting,
    private readonly root: Element,
    private readonly withControls: boolean,
  ) {
    const tag = root.closest('[lang]')?.getAttribute('lang') ?? null;
    this.language = isLanguage(tag) ? tag : setting.language;
    this.private =
      setting.personal && root.closest('main') !== null && root.closest('[data-public]') === null;
  }

  lines(): Spoken[] {
    if (this.root.matches(TABLES)) this.#table(this.root, this.language, this.private);
    else this.#children(this.root, this.language, this.private);
    this.#close();
    return this.#lines;
  }

  #node(node: Node, language: Language, isPrivate: boolean): void {
    if (node instanceof Text) return this.#add(node.data, language, isPrivate);
    if (!(node instanceof Element) || isForTheEyeOnly(node)) return;
    const tag = node.getAttribute('lang');
    const own = isLanguage(tag) ? tag : language;
    const ownPrivate = this.#privacyOf(node, isPrivate);
    const spoken = node.getAttribute('data-spoken');
    if (isControl(node) && !this.withControls) return this.#close();
    if (node.matches(TABLES)) return this.#table(node, own, ownPrivate);
    if (node.matches('dl') && spoken === null) return this.#entries(node, own, ownPrivate);
    if (node.matches('[role="img"]') && spoken === null) return this.#alone(labelOf(node), own, ownPrivate);
    const isBlock = BLOCKS.has(node.tagName) || isControl(node);
    if (isBlock) this.#close();
    else if (standsApart(node)) this.#pause(own);
    if (spoken === null) this.#children(node, own, ownPrivate);
    else this.#add(spoken, this.setting.language, ownPrivate);
    if (isBlock) this.#close();
  }

  #children(element: Element, language: Language, isPrivate: boolean): void {
    for (const child of element.childNodes) this.#node(child, language, isPrivate);
  }

  #privacyOf(element: Element, inherited: boolean): boolean {
    if (element.hasAttribute('data-public')) return false;
    return inherited || (this.setting.personal && element.tagName === 'MAIN');
  }

  #add(text: string, language: Language, isPrivate: boolean): void {
    const words = text.replace(/[ \t\r\n]+/g, ' ');
    if (this.#open === null || this.#open.language !== language) {
      if (words.trim() === '') return;
      this.#close();
      this.#open = { text: words, language, private: isPrivate };
      return;
    }
    this.#open = {
      text: this.#open.text + words,
      language,
      private: this.#open.private || (isPrivate && words.trim() !== ''),
    };
  }

  #pause(language: Language): void {
    if (this.#open === null || ENDS_IN_PAUSE.test(this.#open.text)) return;
    this.#open = { ...this.#open, text: `${this.#open.text.trimEnd()}${pause(language)}` };
  }

  #close(): void {
    if (this.#open !== null) this.#alone(this.#open.text, this.#open.language, this.#open.private);
  }

  #alone(text: string, language: Language, isPrivate: boolean): void {
    if (this.#open !== null && this.#open.text !== text) {
      const { text: before, language: itsLanguage, private: itsPrivacy } = this.#open;
      this.#open = null;
      this.#alone(before, itsLanguage, itsPrivacy);
    }
    this.#open = null;
    const trimmed = text.trim().replace(/[，,]$/u, '');
    if (trimmed !== '') this.#lines.push({ text: trimmed, language, private: isPrivate });
  }

  /** `参保状态：正常缴费` */
  #entries(list: Element, language: Language, isPrivate: boolean): void {
    this.#close();
    for (const term of list.querySelectorAll('dt')) {
      const entry = [term, ...definitionsOf(term)].filter((part) => !isForTheEyeOnly(part));
      const [label = '', ...values] = entry.map((part) => this.#textOf(part));
      const text = after(label, values.filter((value) => value !== '').join(' '), language);
      const own = list.closest('[data-public]') === null && isPrivate;
      const publicEntry = entry.length > 0 && entry.every((part) => part.closest('[data-public]') !== null);
      this.#alone(text, language, own && !publicEntry);
    }
  }

  /** A row is a sentence: what it is of, and then each value after the name of its column. */
  #table(table: Element, language: Language, isPrivate: boolean): void {
    this.#close();
    const rows = [...table.querySelectorAll(ROWS)].filter((row) => !isForTheEyeOnly(row));
    const headers = [...table.querySelectorAll(HEADERS)];
    const bodies = rows.filter((row) => row.querySelector(HEADERS) === null);
    const own = table.closest('[data-public]') === null && isPrivate;
    const sentences = bodies.map((row) => this.#row(row, headers, language));
    const label = labelOf(table) || (table.querySelector('caption')?.textContent ?? '');
    if (label !== '')
      this.#alone(t('spoken.table', { label, count: bodies.length }), this.setting.language, false);
    // Once for all: a column of stars says nothing in any row.
    if (sentences.some(({ covered }) => covered))
      this.#alone(t('figures.covered'), this.setting.language, false);
    for (const { text } of sentences) if (text !== '') this.#alone(`${text}${stop(language)}`, language, own);
  }

  #row(row: Element, headers: readonly Element[], language: Language): { text: string; covered: boolean } {
    const spoken = row.getAttribute('data-spoken');
    if (spoken !== null) return { text: spoken, covered: false };
    const cells = [...row.querySelectorAll(CELLS)]
      .filter((cell) => !isForTheEyeOnly(cell))
      .map((cell, index) => ({
        text: this.#textOf(cell, true),
        header: headerOf(cell, index, headers),
        index,
      }));
    const isCovered = ({ text }: { text: string }) => text === t('figures.covered');
    const words = cells
      // A dash says that there is nothing; so does leaving it out.
      .filter(({ text, ...cell }) => text !== '' && text !== '—' && !isCovered({ text, ...cell }))
      .map(({ text, header, index }) => {
        const column = header === undefined ? '' : this.#textOf(header);
        return index === 0 ? asYear(text, column) : after(column, text, language);
      });
    const covered = cells.some(isCovered);
    // Which row it is says nothing without what stands in it.
    return { text: covered && words.length < 2 ? '' : words.join(pause(language)), covered };
  }

  #textOf(element: Element, withControls = false): string {
    const spoken = element.getAttribute('data-spoken');
    if (spoken !== null) return spoken;
    return new Reader(this.setting, element, withControls)
      .lines()
      .map(({ text }) => text)
      .join(' ');
  }
}

/** `参保状态：正常缴费` */
function after(label: string, value: string, language: Language): string {
  if (label === '' || value === '') return label + value;
  return `${label}${language.startsWith('zh') ? '：' : ': '}${value}`;
}

/** `2024` below `年度` is the year 2024. */
const asYear = (text: string, column: string): string =>
  /^\d{4}$/.test(text) && column.includes('年') ? `${text} 年` : text;

/** Two elements side by side are two things, and so is a span that no space joins to the words before it. */
function standsApart(element: Element): boolean {
  let before = element.previousSibling;
  if (before instanceof Text && element.tagName === 'SPAN' && /\S$/.test(before.data)) return true;
  while (before instanceof Text && before.data.trim() === '') before = before.previousSibling;
  return before instanceof Element;
}

function isForTheEyeOnly(element: Element): boolean {
  return (
    element.matches('[aria-hidden="true"], [hidden], script, style, template') ||
    !element.checkVisibility({ visibilityProperty: true })
  );
}

function definitionsOf(term: Element): Element[] {
  const found: Element[] = [];
  for (let next = term.nextElementSibling; next?.tagName === 'DD'; next = next.nextElementSibling) {
    found.push(next);
  }
  return found;
}

/** By its column's name where rows leave cells out (see components/table.tsx), by its place where they do not. */
function headerOf(cell: Element, index: number, headers: readonly Element[]): Element | undefined {
  const column = [...cell.classList].find((name) => name.startsWith('at-'));
  if (column === undefined) return headers[index];
  return headers.find((header) => header.classList.contains(column));
}
