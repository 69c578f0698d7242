import { t } from '../locales/text.ts';
import { NextIcon } from './icons/visit-icons.tsx';

interface OpenRowProps {
  readonly action: string;
  /** What the row is about, without a figure in it. */
  readonly name: string;
  readonly onOpen: () => void;
}

/** Opens what a row has no room for; a finger may land anywhere on the row. */
export function OpenRow({ action, name, onOpen }: OpenRowProps) {
  return (
    <button
      type="button"
      class="open-row"
      data-public
      data-action={action}
      aria-label={t('list.openNamed', { name })}
      onClick={onOpen}
    >
      {t('list.open')}
      <NextIcon />
    </button>
  );
}
