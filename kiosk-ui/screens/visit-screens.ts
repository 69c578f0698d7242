import '../components/tile.css';
import '../components/paged.css';
import '../components/table.css';
import '../components/sheet.css';
import '../services/pension/months.css';
import '../services/pension/pension.css';
import '../services/pension/account.css';
import '../services/pension/contributions.css';
import '../services/pension/statement.css';
import './home.css';
import './identify.css';
import '../components/overlays/overlays.css';

export { Overlays } from '../components/overlays/overlays.tsx';
export { Reconnecting } from '../components/overlays/reconnecting.tsx';
export { StillThere } from '../components/overlays/still-there.tsx';

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
