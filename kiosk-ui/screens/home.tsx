import type { DrawProps } from '../components/draw.ts';
import { CalendarIcon, PrinterIcon } from '../components/icons/visit-icons.tsx';
import { Tile } from '../components/tile.tsx';
import { t } from '../locales/text.ts';

export function Home({ content, send }: DrawProps<'home'>) {
  const { obstacle } = content;
  return (
    <div class="home">
      <h1 tabIndex={-1} data-public>
        {t('home.title')}
      </h1>
      <div class="tiles">
        <Tile
          action="pension"
          icon={<CalendarIcon />}
          title={t('home.pension')}
          hint={t('home.pensionHint')}
          onClick={() => send({ type: 'person.openedPension' })}
        />
        <Tile
          action="statement"
          icon={<PrinterIcon />}
          title={t('home.statement')}
          hint={
            obstacle === null
              ? t('home.statementHint')
              : t('tile.unavailable', { reason: t(`obstacle.${obstacle}`) })
          }
          hindered={obstacle !== null}
          onClick={() => send({ type: 'person.openedStatement' })}
        />
      </div>
    </div>
  );
}
