import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BackStep } from './draw.ts';

interface Opened<Name> {
  readonly opened: Name | null;
  readonly open: (name: Name) => void;
  readonly close: () => void;
}

/**
 * What a screen has opened within itself: an explanation, the details of a row. Back closes it before it leaves the
 * screen, and whoever works with keys stands again where they opened it.
 * @param actionOf the `data-action` of the button that opens it
 */
export function useOpened<Name>(backStep: BackStep, actionOf: (name: Name) => string): Opened<Name> {
  const [opened, setOpened] = useState<Name | null>(null);
  const cameFrom = useRef<string | null>(null);
  const close = () => setOpened(null);
  useLayoutEffect(() => {
    backStep.current = opened === null ? null : close;
    return () => {
      backStep.current = null;
    };
  }, [backStep, opened]);
  useEffect(() => {
    if (opened !== null) {
      cameFrom.current = actionOf(opened);
    } else if (cameFrom.current !== null) {
      document
        .querySelector<HTMLElement>(`[data-action="${cameFrom.current}"]`)
        ?.focus({ preventScroll: true });
      cameFrom.current = null;
    }
  }, [opened]);
  return { opened, open: (name) => setOpened(() => name), close };
}
