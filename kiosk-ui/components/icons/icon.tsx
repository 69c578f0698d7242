import type { ComponentChildren } from 'preact';

/** A drawing on a 24 grid with a 2 px stroke. A word always stands beside it, so readers skip it. */
export function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}
