import { t } from '../locales/text.ts';
import type { DrawProps } from './draw.ts';
import type { Sentence } from './figures.ts';
import { ExplainIcon, ReadAloudIcon } from './icons/visit-icons.tsx';
import { Sheet } from './sheet.tsx';

export const explainAction = (figure: string): string => `explain-${figure}`;

interface ExplainButtonProps {
  /** Names the figure in `data-action`. */
  readonly figure: string;
  /** What it is called on the screen. */
  readonly name: string;
  readonly onOpen: () => void;
}

/** Beside a figure: what it is, how it came about, and what to do if it looks wrong. */
export function ExplainButton({ figure, name, onOpen }: ExplainButtonProps) {
  return (
    <button
      type="button"
      class="explain"
      data-public
      data-action={explainAction(figure)}
      aria-label={t('explain.open', { name })}
      onClick={onOpen}
    >
      <ExplainIcon />
      {t('explain.word')}
    </button>
  );
}

interface ExplanationProps {
  readonly figure: string;
  readonly name: string;
  readonly sentences: readonly Sentence[];
  readonly drawn: Pick<
    DrawProps<'pension'>,
    'send' | 'speechOutput' | 'preferences' | 'language' | 'canShowFigures'
  >;
  readonly onClose: () => void;
}

export function Explanation({ figure, name, sentences, drawn, onClose }: ExplanationProps) {
  const { send, speechOutput, preferences, language } = drawn;
  return (
    <Sheet
      about={figure}
      title={name}
      publicTitle
      sentences={sentences}
      drawnFrom={drawnFromOf(language, preferences)}
      close={t('explain.close')}
      onClose={onClose}
    >
      {speechOutput !== 'none' && !preferences.speech && (
        <button
          type="button"
          class="button button-large"
          data-public
          data-action="read-aloud"
          onClick={() => send({ type: 'person.choseSpeech', speech: true })}
        >
          <ReadAloudIcon />
          {t('explain.readAloud')}
        </button>
      )}
    </Sheet>
  );
}

/** What of a person's settings changes the room that words take. */
export function drawnFromOf(
  language: DrawProps<'pension'>['language'],
  { textSize, lowReach, keys, speech }: DrawProps<'pension'>['preferences'],
): string {
  return [language, textSize, lowReach, keys, speech, window.innerWidth, window.innerHeight].join(' ');
}
