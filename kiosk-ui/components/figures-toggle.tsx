import { t } from '../locales/text.ts';
import type { Send } from './draw.ts';
import type { Figures } from './figures.ts';
import { CoveredIcon, ShownIcon } from './icons/visit-icons.tsx';
import { Tile } from './tile.tsx';

interface FiguresToggleProps {
  readonly figures: Figures;
  readonly send: Send;
  /** The one thing to do on the screen. */
  readonly primary?: boolean;
}

/** What the next press does, and the wish it sends. A toggle, not a button to hold: hands tremble. */
function nextPress(masked: boolean) {
  return masked
    ? ({ action: 'show-figures', wish: { type: 'person.showedFigures' } } as const)
    : ({ action: 'hide-figures', wish: { type: 'person.hidFigures' } } as const);
}

/** Shows the amounts of a screen or makes them stars again; only where the model says that it can be done. */
export function FiguresToggle({ figures, send, primary = false }: FiguresToggleProps) {
  const { action, wish } = nextPress(figures.masked);
  return (
    <button
      type="button"
      class={primary ? 'button button-primary button-large' : 'button'}
      data-public
      data-action={action}
      onClick={() => send(wish)}
    >
      {figures.masked ? <ShownIcon /> : <CoveredIcon />}
      {t(figures.masked ? 'figures.show' : 'figures.hide')}
    </button>
  );
}

/** The same beside the ways on. */
export function FiguresTile({ figures, send }: Omit<FiguresToggleProps, 'primary'>) {
  const { action, wish } = nextPress(figures.masked);
  return (
    <Tile
      action={action}
      icon={figures.masked ? <ShownIcon /> : <CoveredIcon />}
      title={t(figures.masked ? 'figures.show' : 'figures.hide')}
      hint={t(figures.masked ? 'figures.showHint' : 'figures.hideHint')}
      onClick={() => send(wish)}
    />
  );
}
