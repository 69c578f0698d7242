import './speech.css';
import type { Send } from '../components/draw.ts';
import { t } from '../locales/text.ts';

/** How long the note stays that says how the picture comes back; a second touch counts as long as it stands. */
const HINT_MS = 8_000;
/** A trembling finger touches twice at once; that is not yet a wish. */
const SECOND_TOUCH_MIN_MS = 250;

let cover: HTMLElement | null = null;

/**
 * While somebody only listens the glass is one colour, and everything stays in the page for keys and voice. A touch says
 * how the picture comes back and a second one brings it; it comes back for nobody else's reason.
 */
export function showBlank(blank: boolean, send: Send): void {
  document.documentElement.toggleAttribute('data-blank', blank);
  if (!blank) {
    cover?.remove();
    cover = null;
    return;
  }
  cover ??= coverGlass(send);
}

function coverGlass(send: Send): HTMLElement {
  const glass = document.createElement('div');
  glass.className = 'blank-cover';
  // Heard, not shown, by who listens; shown to who touches.
  glass.ariaHidden = 'true';
  const hint = document.createElement('p');
  hint.className = 'blank-hint';
  glass.append(hint);
  let firstTouchAtMs: number | null = null;
  let fading: ReturnType<typeof setTimeout> | undefined;
  glass.addEventListener('click', ({ timeStamp }) => {
    if (firstTouchAtMs !== null && timeStamp - firstTouchAtMs >= SECOND_TOUCH_MIN_MS)
      return send({ type: 'person.choseScreenBlank', screenBlank: false });
    if (firstTouchAtMs !== null) return;
    firstTouchAtMs = timeStamp;
    hint.textContent = t('spoken.blankHint');
    clearTimeout(fading);
    fading = setTimeout(() => {
      firstTouchAtMs = null;
      hint.textContent = '';
    }, HINT_MS);
  });
  document.body.append(glass);
  return glass;
}
