import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { counts, monthLine } from '#shared/rules/month-line.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

const ON_FILE = SAMPLE_CITIZENS.filter((citizen) => citizen.key !== 'nobody-on-file');

describe.each(DATABASES)('pension records on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  async function everything(key: string) {
    const { token } = await hall.visit(sampleCitizen(key));
    return {
      summary: await hall.ask(PensionSummary, '/v1/pension/summary', token),
      history: await hall.ask(ContributionHistory, '/v1/pension/contributions', token),
      table: await hall.ask(AccountTable, '/v1/pension/account-years', token),
    };
  }

  test.each(ON_FILE.map((citizen) => [citizen.key, citizen.story]))(
    '%s: %s Summary, history and account agree',
    async (key) => {
      const { summary, history, table } = await everything(key);
      for (const part of [summary, history, table]) expect(part.dataCutOff).toBe('2026-10-31');
      const months = history.contributions.map((row) => row.forMonth);
      expect(months).toEqual(months.toSorted().toReversed());

      const line = monthLine(history.contributions, history.dataCutOff, summary.pension?.since ?? null);
      const inState = (state: string) => line.filter((month) => month.state === state).length;
      expect(summary).toMatchObject({
        firstMonth: line[0]?.month,
        paidMonths: line.filter((month) => counts(month.state)).length,
        gapMonths: inState('gap'),
        owedMonths: inState('owed'),
        balanceFen: table.years.at(-1)?.closingFen ?? 0,
      });
      expect(summary.paidMonths).toBe(table.years.reduce((sum, year) => sum + year.months, 0));

      const credited = history.contributions.reduce((sum, row) => sum + row.toAccountFen, 0);
      expect(table.years.reduce((sum, year) => sum + year.principalFen, 0)).toBe(credited);
      let openingFen = 0;
      for (const year of table.years) {
        expect(year.openingFen).toBe(openingFen);
        expect(year.closingFen).toBe(
          openingFen +
            year.interestOnOpeningFen +
            year.principalFen +
            year.interestOnYearFen -
            year.paidOutFen,
        );
        expect(year.provisional).toBe(year.year >= 2026);
        openingFen = year.closingFen;
      }
      for (const row of history.contributions) {
        expect(row.employerName).not.toBe('');
        expect(row.creditedOn === null).toBe(row.status === 'owed' || row.status === 'inTransit');
      }
    },
  );

  test('forty years: all months, the whole account since 1986', async () => {
    const { summary, history, table } = await everything('forty-years');
    expect(summary).toMatchObject({ paidMonths: 481, gapMonths: 0, balanceProvisional: true });
    expect(history.contributions).toHaveLength(481);
    expect(table.years).toHaveLength(41);
    expect(table.years.find((year) => year.year === 2024)).toMatchObject({
      rateBasisPoints: 262,
      months: 12,
    });
  });

  test('retired: the pension of the latest month', async () => {
    const { summary, table } = await everything('retired');
    expect(summary).toMatchObject({
      participation: 'drawingPension',
      employerName: null,
      currentBaseFen: null,
    });
    const [payment] = await hall.rows(
      `select (basic_fen + account_fen)::int as fen, account_fen::int as from_account from pension_payment
       join person using (person_id) where citizen_number = $1 and month = 202610`,
      [sampleCitizen('retired').number],
    );
    expect(summary.pension).toEqual({ monthlyFen: payment?.['fen'], since: '2021-04' });
    expect(table.years.find((year) => year.year === 2025)?.paidOutFen).toBe(
      Number(payment?.['from_account']) * 12,
    );
  });

  test('what is due this year, and the base it is paid on', async () => {
    const { summary, history } = await everything('in-work');
    const ofYear = history.contributions.filter((row) => row.forMonth.startsWith('2026-'));
    expect(summary.currentYear).toEqual({
      year: 2026,
      paidMonths: 10,
      personalFen: ofYear.reduce((sum, row) => sum + row.personalFen, 0),
    });
    expect(summary.currentBaseFen).toBe(ofYear[0]?.baseFen);
  });

  test('the account says which documents its rates and its method come from', async () => {
    const { table } = await everything('in-work');
    const rests = table.policies.map(({ region, document }) => [region, document]);
    expect(rests).toContainEqual(['000000', '劳办发〔1997〕116号: 月积数法']);
    expect(new Set(rests.map((pair) => pair.join(' '))).size).toBe(rests.length);
    const first = table.policies.map(({ effectiveFrom }) => effectiveFrom.slice(0, 4)).toSorted();
    expect(first[0] && Number(first[0])).toBeLessThanOrEqual(table.years[0]?.year ?? 0);
  });

  test('rare characters and the separator dot come through unchanged', async () => {
    const rows = await hall.rows('select name from person order by person_id');
    const names = rows.map((row) => row['name']);
    expect(names).toContain('䶮㛃𬴂');
    expect(names).toContain('买买提明·艾力示范江');
  });

  test('an account that does not add up is not given out', async () => {
    const { token } = await hall.visit(sampleCitizen('gaps'));
    const [holder] = await hall.rows('select person_id from person where citizen_number = $1', [
      sampleCitizen('gaps').number,
    ]);
    await hall.rows(`insert into account_payout values ($1, 200401, 'settlement', 9000000000)`, [
      holder?.['person_id'],
    ]);
    const audit = await hall.auditOf(async () => {
      for (const path of ['/v1/pension/summary', '/v1/pension/account-years'])
        expect(await hall.call('GET', path, { token })).toMatchObject({
          status: 500,
          body: { code: 'internalError', detail: '' },
        });
    });
    await hall.rows('delete from account_payout where person_id = $1', [holder?.['person_id']]);
    expect(audit).toMatchObject([
      { event: 'accountDoesNotAddUp', details: { year: 2004 } },
      { event: 'accountDoesNotAddUp', details: { year: 2004 } },
    ]);
  });
});
