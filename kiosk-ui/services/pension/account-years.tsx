import { useState } from 'preact/hooks';
import type { DrawProps } from '../../components/draw.ts';
import { ExplainButton, Explanation, explainAction } from '../../components/explain.tsx';
import { figuresOf } from '../../components/figures.ts';
import { FiguresToggle } from '../../components/figures-toggle.tsx';
import { ChartIcon, TableIcon } from '../../components/icons/visit-icons.tsx';
import { useOpened } from '../../components/use-opened.ts';
import { t } from '../../locales/text.ts';
import { AccountChart } from './account-chart.tsx';
import { AccountTable } from './account-table.tsx';
import { accountInWords } from './account-words.ts';

const EXPLAINED = 'account';

/** The personal account year by year: a picture of how it grew, and the same as a table. */
export function AccountYears(props: DrawProps<'accountYears'>) {
  const { content, send, figuresShown, canShowFigures, backStep } = props;
  const [asTable, setAsTable] = useState(false);
  const { opened, open, close } = useOpened<typeof EXPLAINED>(backStep, explainAction);
  const figures = figuresOf(figuresShown);
  const years = content.table.state === 'shown' ? content.table.value.years : [];
  if (opened !== null) {
    return (
      <Explanation
        figure={opened}
        name={t('accountYears.title')}
        sentences={accountInWords(years, figures)}
        drawn={props}
        onClose={close}
      />
    );
  }
  const actions = (
    <>
      {years.length > 0 && (
        <button
          type="button"
          class="button"
          data-public
          data-action={asTable ? 'show-chart' : 'show-table'}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartIcon /> : <TableIcon />}
          {t(asTable ? 'accountYears.showChart' : 'accountYears.showTable')}
        </button>
      )}
      {/* While the chart is covered the same wish is its one big button. */}
      {canShowFigures && years.length > 0 && (asTable || !figures.masked) && (
        <FiguresToggle figures={figures} send={send} />
      )}
      <ExplainButton figure={EXPLAINED} name={t('accountYears.title')} onOpen={() => open(EXPLAINED)} />
    </>
  );
  const View = asTable ? AccountTable : AccountChart;
  return <View {...props} figures={figures} actions={actions} />;
}
