import type { Contribution, ContributionKind, ContributionStatus } from '#shared/records-api/pension.ts';
import type { YearMonth } from '#shared/time/calendar.ts';
import { fieldsOfLines } from '../../database/pension-lines.ts';
import { PAYER_WITHOUT_EMPLOYER } from './payers.ts';
import type { StoredRecord } from './stored-record.ts';

type StoredContributions = Pick<StoredRecord, 'contributions' | 'payers'>;

/** Newest month first. */
export function contributionsOf(stored: StoredContributions): Contribution[] {
  const payer = payersOf(stored);
  return newestMonthFirst(fieldsOfLines(stored.contributions)).map((fields) => {
    const [forMonth = '', , paidInMonth = '', employerId = '', kind, status, baseFen, personalFen] = fields;
    // The checks of a line hold its words to those of the types.
    const known = kind as ContributionKind;
    return {
      forMonth: month(forMonth),
      paidInMonth: paidInMonth === '' ? null : month(paidInMonth),
      employerName: payer(employerId, known),
      kind: known,
      status: status as ContributionStatus,
      baseFen: baseFen === '' ? null : Number(baseFen),
      personalFen: Number(personalFen),
      employerFen: Number(fields[8]),
      toAccountFen: Number(fields[9]),
      creditedOn: fields[10] || null,
    };
  });
}

/**
 * The same as JSON, written from one text into the other: making five hundred objects only to write them out again would
 * take three times as long.
 */
export function contributionsJson(stored: StoredContributions): string {
  const payer = payersOf(stored);
  const written = new Map<string, string>();
  const payerJson = (employerId: string, kind: string): string => {
    const key = employerId || kind;
    let json = written.get(key);
    if (json === undefined) {
      json = JSON.stringify(payer(employerId, kind as ContributionKind));
      written.set(key, json);
    }
    return json;
  };
  let json = '[';
  for (const fields of newestMonthFirst(fieldsOfLines(stored.contributions))) {
    const [forMonth = '', , paidIn = '', employerId = '', kind = '', status, baseFen, personalFen] = fields;
    const paidInMonth = paidIn === '' ? 'null' : `"${month(paidIn)}"`;
    const creditedOn = fields[10] === '' ? 'null' : `"${fields[10]}"`;
    if (json !== '[') json += ',';
    json += `{"forMonth":"${month(forMonth)}","paidInMonth":${paidInMonth},"employerName":${payerJson(employerId, kind)},"kind":"${kind}","status":"${status}","baseFen":${baseFen || 'null'},"personalFen":${personalFen},"employerFen":${fields[8]},"toAccountFen":${fields[9]},"creditedOn":${creditedOn}}`;
  }
  return `${json}]`;
}

/** Months turned round; the lines of a month stay in their order. */
function newestMonthFirst(oldestFirst: readonly string[][]): string[][] {
  const turned: string[][] = [];
  for (let end = oldestFirst.length; end > 0; ) {
    const month = oldestFirst[end - 1]?.[0];
    let start = end - 1;
    while (start > 0 && oldestFirst[start - 1]?.[0] === month) start -= 1;
    for (const fields of oldestFirst.slice(start, end)) turned.push(fields);
    end = start;
  }
  return turned;
}

/** Who paid a line: the employer, and where there is none, whom the kind names. */
function payersOf({ payers }: StoredContributions): (employerId: string, kind: ContributionKind) => string {
  const names = JSON.parse(payers ?? '{}') as Readonly<Record<string, string>>;
  return (employerId, kind) => names[employerId] ?? PAYER_WITHOUT_EMPLOYER[kind] ?? '';
}

/** `202611` → `2026-11` */
export const month = (digits: string): YearMonth => `${digits.slice(0, 4)}-${digits.slice(4)}`;
