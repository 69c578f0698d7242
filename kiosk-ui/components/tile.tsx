import type { ComponentChildren } from 'preact';
import { withChineseMarked } from './chinese-runs.tsx';

interface TileProps {
  readonly action: string;
  readonly icon: ComponentChildren;
  readonly title: string;
  readonly hint: string;
  /** The hint says why this cannot be had now. */
  readonly hindered?: boolean;
  readonly onClick: () => void;
}

/** A way on. Its words are the service's own, never a figure of the person's. */
export function Tile({ action, icon, title, hint, hindered = false, onClick }: TileProps) {
  return (
    <button type="button" class="tile" data-public data-action={action} onClick={onClick}>
      {icon}
      <span class="tile-words">
        <span class="tile-title">{withChineseMarked(title)}</span>
        <span class={hindered ? 'tile-hint tile-hindered' : 'tile-hint'}>{hint}</span>
      </span>
    </button>
  );
}
