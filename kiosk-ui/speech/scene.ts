import { SPEECH_VOLUME_MAX } from '#shared/protocol/speech.ts';
import { controlsIn } from '../keys/focus-order.ts';
import { languageInUse, t } from '../locales/text.ts';
import { readChoices } from './controls.ts';
import { readContent, type Setting } from './reading.ts';
import type { Spoken } from './wording.ts';

/** A dialog with other buttons than before is another page of it. */
export function dialogNow(dialog: Element, heading: Element): string {
  const actions = [...dialog.querySelectorAll<HTMLElement>('button')].map(({ dataset }) => dataset['action']);
  return [languageInUse(), 'dialog', heading.textContent, ...actions].join('|');
}

/** The new page: the table that was turned, or everything below the heading. */
export function readTurned(scope: Element, tables: readonly Element[], setting: Setting): Spoken[] {
  if (tables.length > 0) return tables.flatMap((table) => readContent(table, setting));
  const place = scope.querySelector('main') ?? scope;
  const told = [...place.querySelectorAll('h1, nav')].flatMap((part) => readContent(part, setting));
  return [
    ...readContent(place, setting).filter(({ text }) => told.every((line) => line.text !== text)),
    ...readChoices(controlsIn(place), setting),
  ];
}

export const isBusy = (scope: Element): boolean => scope.querySelector('[aria-busy="true"]') !== null;

export function volumeInWords(volume: number): string {
  if (volume === 0) return t('spoken.volumeLowest');
  return t(volume === SPEECH_VOLUME_MAX ? 'spoken.volumeHighest' : 'spoken.volume', { volume });
}
