import { readControl } from '#kiosk-ui/speech/controls.ts';
import { readWhole, type Setting } from '#kiosk-ui/speech/reading.ts';
import { sentencesOf } from '#kiosk-ui/speech/wording.ts';
import { type Circumstances, type Finding, finding } from './finding.ts';
import { isInert, isSeen, nameOf, targets } from './seen.ts';

/** Whatever is pressed, heads a screen or changes by itself has words for who does not see it. */
export function speechless({ language }: Circumstances): Finding[] {
  const setting: Setting = { language: language === 'en' ? 'en' : 'zh-Hans', personal: true };
  const silent = (element: Element, spoken: ReturnType<typeof readWhole>): Finding[] =>
    sentencesOf(spoken).length > 0
      ? []
      : [finding('nothing to say', nameOf(element), `${nameOf(element)} says nothing`, 1)];
  const told = [...document.querySelectorAll('h1, h2, [aria-live], [role="status"], [role="alert"]')].filter(
    (element) => isSeen(element) && !isInert(element) && element.textContent.trim() !== '',
  );
  return [
    ...targets().flatMap((target) => silent(target, readControl(target, setting))),
    ...told.flatMap((element) => silent(element, readWhole(element, setting))),
    ...digitsLeft(setting),
  ];
}

/** Figures are words when they are said: a voice reads digits as it likes. */
function digitsLeft(setting: Setting): Finding[] {
  const main = document.querySelector('main');
  if (main === null) return [];
  return sentencesOf(readWhole(main, setting)).flatMap(({ text, language }) =>
    language === setting.language && /\d/.test(text)
      ? [finding('digits are said', text.replace(/\d+/g, '#'), `“${text.slice(0, 40)}” still has digits`, 1)]
      : [],
  );
}
