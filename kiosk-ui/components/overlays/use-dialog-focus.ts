import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Focus moves into what lies over the screen, stays in it when what had it is drawn away, and goes back to where it
 * came from.
 */
export function useDialogFocus(first: RefObject<HTMLElement | null>): void {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    opener.current = document.activeElement;
    first.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const isCovered = first.current?.closest('[inert]') !== null;
    if (isFocusLost() && !isCovered) first.current?.focus({ preventScroll: true });
  });
  // After the paint: only then can what lay beneath be reached again.
  useEffect(() => () => giveBack(opener.current), []);
}

const isFocusLost = () => document.activeElement === null || document.activeElement === document.body;

function giveBack(opener: Element | null): void {
  // Where another screen has come meanwhile, the focus is at its beginning already.
  if (opener === null || !isFocusLost()) return;
  const action = opener.closest<HTMLElement>('[data-action]')?.dataset['action'];
  // It may have been drawn anew since, in another language or size.
  const back = opener.isConnected ? opener : document.querySelector(`[data-action="${action}"]`);
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}
