import type { ComponentChildren } from 'preact';

interface TileProps {
  readonly action: string;
  readonly icon: ComponentChildren;
  readonly title: string;
  readonly hint: string;
  /** The hint says why this cannot be had now. */
  readonly hindered?: boolean;
  readonly onClick: () => void;
}

export function Tile({ action, icon, title, hint, hindered = false, onClick }: TileProps) {
  return (
    <button type="button" class="tile" data-action={action} onClick={onClick}>
      {icon}
      <span class="tile-words">
        <span class="tile-title">{title}</span>
        <span class={hindered ? 'tile-hint tile-hindered' : 'tile-hint'}>{hint}</span>
      </span>
    </button>
  );
}
