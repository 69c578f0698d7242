import type { ComponentChildren } from 'preact';
import { languageInUse } from '../locales/text.ts';

/**
 * Words of the page; a statutory term in Chinese among words of another language is marked as Chinese, for its shapes,
 * for its breaks, and for the voice that reads it.
 */
export function withChineseMarked(words: string): ComponentChildren {
  if (languageInUse().startsWith('zh') || !CHINESE.test(words)) return words;
  return words.split(CHINESE).map((run, at) =>
    // Every second part is what the pattern found.
    at % 2 === 1 ? (
      <bdi key={run} lang="zh-Hans">
        {run}
      </bdi>
    ) : (
      run
    ),
  );
}

const CHINESE = /(\p{Script=Han}+)/u;
