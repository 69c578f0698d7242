import type { ComponentChildren } from 'preact';

interface IconProps {
  /** It points along the line of writing, so it turns with it. */
  readonly mirrored?: boolean;
  readonly children: ComponentChildren;
}

/** A drawing on a 24 grid with a 2 px stroke. A word always stands beside it, so readers skip it. */
export function Icon({ mirrored = false, children }: IconProps) {
  return (
    <svg class={mirrored ? 'icon icon-mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}
