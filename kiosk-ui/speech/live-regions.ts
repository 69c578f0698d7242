import { readWhole, type Setting } from './reading.ts';
import type { Spoken } from './wording.ts';

const REGIONS = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]';
const URGENT = '[aria-live="assertive"], [role="alert"]';
const TABLES = 'table, [role="table"]';

interface Said {
  readonly region: Element;
  readonly lines: readonly Spoken[];
  /** It does not wait until something else has been said. */
  readonly urgent: boolean;
}

/** The places of a page whose changes are told without being asked for. */
export class LiveRegions {
  readonly #words = new Map<Element, string>();
  #tables = new Set<Element>();
  #elsewhere = false;

  /** Something in that node is different. */
  noteChanged(node: Node): void {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || element.closest(`nav, ${REGIONS}`) !== null) return;
    const table = element.closest(TABLES);
    if (table === null) this.#elsewhere = true;
    else this.#tables.add(table);
  }

  /** All of this has been read just now. */
  keep(scope: Element, setting: Setting): void {
    this.#words.clear();
    this.#tables.clear();
    this.#elsewhere = false;
    for (const region of scope.querySelectorAll(REGIONS)) {
      this.#words.set(region, wordsOf(readWhole(region, setting)));
    }
  }

  /** What is to be told since; and the tables that are others now, where nothing else is. */
  changes(scope: Element, setting: Setting): { said: Said[]; tables: Element[] } {
    const said: Said[] = [];
    for (const region of scope.querySelectorAll(REGIONS)) {
      const lines = readWhole(region, setting);
      const words = wordsOf(lines);
      if (words === (this.#words.get(region) ?? '')) continue;
      this.#words.set(region, words);
      if (words !== '') said.push({ region, lines, urgent: region.matches(URGENT) });
    }
    const changed = this.#elsewhere ? [] : [...this.#tables];
    const tables = changed.filter((table) => table.isConnected && scope.contains(table));
    this.#tables.clear();
    this.#elsewhere = false;
    return { said, tables };
  }
}

const wordsOf = (lines: readonly Spoken[]): string => lines.map(({ text }) => text).join('\n');
