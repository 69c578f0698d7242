import type { ComponentChildren } from 'preact';

/*
 * Tables as grids whose rows share their columns: in portrait a cell may stand on a second line of its row, which
 * the boxes of a real <table> cannot. The roles say what the boxes no longer do.
 */

interface Children {
  readonly children?: ComponentChildren;
}

export function Table({ class: name, label, children }: Children & { class: string; label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the top of the file
    <div class={`table ${name}`} role="table" aria-label={label}>
      {children}
    </div>
  );
}

export function Row({ head = false, children }: Children & { head?: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the top of the file
    // biome-ignore lint/a11y/useFocusableInteractive: a row to be read, not worked
    <div class={head ? 'row row-head' : 'row'} role="row" data-public={head ? true : undefined}>
      {children}
    </div>
  );
}

interface CellProps extends Children {
  /** Name of the column. */
  readonly at: string;
  /** Right-aligned, so that digits stand under digits. */
  readonly amount?: boolean;
  readonly class?: string | undefined;
  readonly lang?: string;
  /** What is read aloud in place of what is seen, where that is written short. */
  readonly spoken?: string | undefined;
}

export function HeadCell({ at, amount = false, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the top of the file
    // biome-ignore lint/a11y/useFocusableInteractive: a cell to be read, not worked
    <span class={classesOf({ at, amount })} role="columnheader">
      {children}
    </span>
  );
}

export function Cell({ at, amount = false, class: name, lang, spoken, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the top of the file
    <span class={classesOf({ at, amount, name })} role="cell" lang={lang} data-spoken={spoken}>
      {children}
    </span>
  );
}

function classesOf({ at, amount, name }: { at: string; amount: boolean; name?: string | undefined }): string {
  return `at-${at}${amount ? ' amount' : ''}${name === undefined ? '' : ` ${name}`}`;
}
