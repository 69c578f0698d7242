import type { Contribution } from '#shared/records-api/pension.ts';
import type { MonthState } from '#shared/rules/month-line.ts';

/** What a row is called; `partlyCredited` and the kinds of money that fill no month have words of their own. */
export type RowState =
  | Exclude<MonthState, 'gap' | 'notDue'>
  | 'partlyCredited'
  | 'refund'
  | 'baseAdjustment'
  | 'residentSubsidy';

export function stateOfContribution({ status, kind }: Pick<Contribution, 'status' | 'kind'>): RowState {
  if (status !== 'credited') return status;
  switch (kind) {
    case 'regular':
    case 'flexibleWorker':
    case 'residentOwn':
      return 'paid';
    case 'madeUpAfterBreak':
    case 'madeUpLumpSum':
      return 'madeUp';
    case 'transferredIn':
    case 'refund':
    case 'baseAdjustment':
    case 'residentSubsidy':
      return kind;
  }
}
