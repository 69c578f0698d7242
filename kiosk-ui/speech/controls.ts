import { t } from '../locales/text.ts';
import { LANGUAGES, type Language } from '../machines/preferences.ts';
import { ENDS_IN_PAUSE, labelOf, nameOf, pause, readWhole, type Setting } from './reading.ts';
import type { Spoken } from './wording.ts';

/** More names than these nobody keeps in mind. */
const NAMED_MAX = 7;

/** How many choices a screen has, and their names, in one sentence; none where there is nothing to choose. */
export function readChoices(controls: readonly Element[], setting: Setting): Spoken[] {
  const names = controls.map((control) => nameOf(control, setting)).filter((name) => name.length > 0);
  const { language } = setting;
  const count = names.length;
  if (count === 0) return [];
  if (count > NAMED_MAX) return [{ text: t('spoken.manyChoices', { count }), language, private: false }];
  const words = controls
    .map((control) => shortNameOf(control, setting))
    .filter((name) => name !== '')
    .join(language.startsWith('zh') ? '、' : ', ');
  const isPrivate = names.some((name) => name.some((part) => part.private));
  return [{ text: t('spoken.choices', { count, names: words }), language, private: isPrivate }];
}

/**
 * A control as it is said when the focus comes to it: its group where that is new, name, role, state, place in the group.
 * @param before where the focus was
 */
export function readControl(control: Element, setting: Setting, before: Element | null = null): Spoken[] {
  const name = nameOf(control, setting);
  if (name.length === 0) return [];
  const group = groupOf(control);
  const newGroup = group !== null && (before === null || groupOf(before) !== group);
  const after = [
    ...languageNameOf(control, setting.language),
    roleOf(control),
    ...statesOf(control),
    ...(group === null ? [] : placeIn(group, control)),
  ];
  const isPrivate = name.some((part) => part.private);
  const say = (words: readonly string[]): Spoken[] =>
    words.length === 0
      ? []
      : [{ text: words.join(pause(setting.language)), language: setting.language, private: isPrivate }];
  return joined([
    ...say(newGroup ? [labelOf(group)].filter((label) => label !== '') : []),
    ...name,
    ...say(after),
    ...describedBy(control).flatMap((text) => readWhole(text, setting)),
  ]);
}

/** Its first words, in the language of the page. */
function shortNameOf(control: Element, setting: Setting): string {
  const [ownName] = languageNameOf(control, setting.language);
  if (ownName !== undefined) return ownName;
  const [name] = nameOf(control, setting);
  // What a tile says below its title is heard when the focus comes to it.
  const isLabelled = labelOf(control) !== '';
  return (isLabelled ? name?.text.replace(/[，、]/g, '') : name?.text.split(/[，,。]/)[0]) ?? '';
}

const describedBy = (element: Element): Element[] =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(/\s+/)
    .flatMap((id) => (id === '' ? [] : [element.ownerDocument.getElementById(id)]))
    .filter((description) => description !== null);

const groupOf = (control: Element): Element | null =>
  control.closest('[role="group"], [role="radiogroup"], fieldset');

/** A language's own name in its own voice is not enough where that voice is missing. */
function languageNameOf(control: Element, inUse: Language): string[] {
  const action = control.getAttribute('data-action') ?? '';
  // It shows the language in use by its own name, and the word for language in another one.
  if (action === 'languages') return [t('spoken.languages')];
  const language = LANGUAGES.find((tag) => action === `language-${tag}`);
  return language === undefined || language === inUse ? [] : [t(`spoken.language.${language}`)];
}

function roleOf(control: Element): string {
  switch (control.getAttribute('role')) {
    case 'switch':
    case 'checkbox':
      return t('spoken.switch');
    case 'radio':
    case 'option':
      return t('spoken.option');
    default:
      return t('spoken.button');
  }
}

function statesOf(control: Element): string[] {
  const [checked, pressed] = [control.getAttribute('aria-checked'), control.getAttribute('aria-pressed')];
  const isSwitch = ['switch', 'checkbox'].includes(control.getAttribute('role') ?? '');
  return [
    ...(checked === null
      ? []
      : isSwitch
        ? [t(checked === 'true' ? 'spoken.on' : 'spoken.off')]
        : [t(checked === 'true' ? 'spoken.chosen' : 'spoken.notChosen')]),
    ...(pressed === null ? [] : [t(pressed === 'true' ? 'spoken.chosen' : 'spoken.notChosen')]),
    ...(control.matches(':disabled, [aria-disabled="true"]') ? [t('spoken.disabled')] : []),
  ];
}

/** Where one of several has to be chosen, which of them this is. */
function placeIn(group: Element, control: Element): string[] {
  const isOneOf = control.hasAttribute('aria-pressed') || control.getAttribute('role') === 'radio';
  if (!isOneOf) return [];
  const all = [...group.querySelectorAll('[aria-pressed], [role="radio"]')];
  if (all.length < 2) return [];
  return [t('spoken.position', { index: all.indexOf(control) + 1, total: all.length })];
}

/** Pieces of one language become one sentence. */
function joined(parts: readonly Spoken[]): Spoken[] {
  const sentences: Spoken[] = [];
  for (const part of parts) {
    const last = sentences.at(-1);
    if (last === undefined || last.language !== part.language) {
      sentences.push(part);
      continue;
    }
    const gap = ENDS_IN_PAUSE.test(last.text) ? '' : pause(part.language);
    sentences[sentences.length - 1] = {
      text: `${last.text}${gap}${part.text}`,
      language: part.language,
      private: last.private || part.private,
    };
  }
  return sentences;
}
