import './visit.css';
import './identify.css';

export { Reconnecting, StillThere } from '../components/overlays.tsx';

import { AccountYears } from '../services/pension/account-years.tsx';
import { Contributions } from '../services/pension/contributions.tsx';
import { Pension } from '../services/pension/pension.tsx';
import { StatementPreview } from '../services/pension/statement-preview.tsx';
import { Home } from './home.tsx';
import { CardProblem, CardRetained, PinEntry, ScanCode } from './identify-screens.tsx';
import { PrintFailed, Printing, TakePaper } from './paper.tsx';
import { NotOnFile, RecordsUnavailable } from './records-problem.tsx';

/** Screens of a visit, and of what leads to one besides laying a card down: fetched right after the first paint, long before a card is read. */
export const VISIT_SCREENS = {
  cardProblem: CardProblem,
  pinEntry: PinEntry,
  scanCode: ScanCode,
  cardRetained: CardRetained,
  home: Home,
  recordsUnavailable: RecordsUnavailable,
  notOnFile: NotOnFile,
  pension: Pension,
  contributions: Contributions,
  accountYears: AccountYears,
  statementPreview: StatementPreview,
  printing: Printing,
  printFailed: PrintFailed,
  takePaper: TakePaper,
} as const;
