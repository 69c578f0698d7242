import type { ObjectionReason, ObjectionRequest, ObjectionTarget } from '#shared/records-api/objections.ts';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { type AccountFault, accountYears } from '../pension/pension.ts';
import { type PensionRecord, readPensionRecord } from '../pension/record.ts';
import type { Applicant } from './applicant.ts';
import { openCase, type RowOf, type Submitter } from './store.ts';

export type ObjectionRefusal =
  | {
      readonly type:
        | 'notOnFile'
        | 'recordRowNotFound'
        | 'reasonDoesNotFit'
        | 'remarkMissing'
        | 'applicationAlreadyOpen';
    }
  | { readonly type: 'accountDoesNotAddUp'; readonly fault: AccountFault };

const REASONS: Readonly<Record<ObjectionTarget['type'], readonly ObjectionReason[]>> = {
  contribution: [
    'amountWrong',
    'baseWrong',
    'employerWrong',
    'notCredited',
    'countedTwice',
    'dateWrong',
    'other',
  ],
  missingMonth: ['monthMissing', 'other'],
  accountYear: ['amountWrong', 'interestWrong', 'monthMissing', 'other'],
};

/** 核查申请: the row is looked up in the record of whoever asks, so that nobody else's can be named. */
export async function object(
  transaction: Database,
  submitter: Submitter,
  applicant: Applicant,
  { target, reason, remark }: ObjectionRequest,
): Promise<Result<RowOf<'objection'>, ObjectionRefusal>> {
  if (!REASONS[target.type].includes(reason)) return err({ type: 'reasonDoesNotFit' });
  if (reason === 'other' && remark === null) return err({ type: 'remarkMissing' });
  const record = await readPensionRecord(transaction, applicant.personId);
  if (record === null) return err({ type: 'notOnFile' });
  const row = rowOf(target, record, applicant);
  if (!row.ok) return row;
  const opened = await openCase<'objection'>(transaction, submitter, {
    kind: 'objection',
    state: 'received',
    target,
    objectedReason: reason,
    remark,
    row: row.value,
    dataCutOff: record.dataCutOff,
  });
  return opened.ok ? opened : err({ type: opened.error });
}

/** @returns null for a month that is missing indeed */
function rowOf(
  target: ObjectionTarget,
  record: PensionRecord,
  { birthDate }: Applicant,
): Result<Contribution | AccountYear | null, ObjectionRefusal> {
  switch (target.type) {
    case 'contribution': {
      const ofMonth = record.contributions.filter((row) => row.forMonth === target.forMonth);
      return found(ofMonth[target.line - 1]);
    }
    case 'missingMonth': {
      const { month } = target;
      const lived = birthDate.slice(0, 7) <= month && month <= record.dataCutOff.slice(0, 7);
      const isThere = record.contributions.some((row) => row.forMonth === month);
      return lived && !isThere ? ok(null) : err({ type: 'recordRowNotFound' });
    }
    case 'accountYear': {
      const years = accountYears(record);
      if (!years.ok) return err({ type: 'accountDoesNotAddUp', fault: years.error });
      return found(years.value.find((year) => year.year === target.year));
    }
    default:
      return assertNever(target, 'target');
  }
}

const found = <Row>(row: Row | undefined): Result<Row, ObjectionRefusal> =>
  row === undefined ? err({ type: 'recordRowNotFound' }) : ok(row);
