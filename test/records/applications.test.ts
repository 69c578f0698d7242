import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Application, Applications } from '#shared/records-api/applications.ts';
import { BaseDeclarationChoices } from '#shared/records-api/base-declarations.ts';
import { ContactDetails } from '#shared/records-api/contact-changes.ts';
import { ContributionHistory } from '#shared/records-api/pension.ts';
import { caseOf, decide, everythingKept, visitVerified, write } from './application-calls.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

const MOVE = {
  fromRegion: '999999',
  toRegion: '420100',
  fromScheme: 'enterprise',
  toScheme: 'enterprise',
  elsewhere: null,
  householdThere: false,
};

describe.each(DATABASES)('applications on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  beforeEach(() => {
    hall.now = Date.parse('2026-11-23T10:00:00+08:00');
  });
  afterAll(() => hall.close());

  describe('the base of a flexible worker', () => {
    const level = (levelBasisPoints: number) => ({ choice: { type: 'level', levelBasisPoints } });

    test('has levels held between floor and ceiling, each with its cost and what goes to the account', async () => {
      const token = await visitVerified(hall, sampleCitizen('flexible-worker'));
      const choices = await hall.ask(BaseDeclarationChoices, '/v1/base-declarations/choices', token);
      expect(choices).toMatchObject({
        paymentYear: 2026,
        window: { opensOn: '2026-07-01', closesOn: '2026-12-31' },
        open: true,
        averageWageFen: 889_000,
        floorFen: 533_400,
        ceilingFen: 2_667_000,
      });
      // 60 % and 100 % of 8890 yuan at 20 %, of which 8 points go to the account.
      expect(choices.levels[0]).toMatchObject({
        baseFen: 533_400,
        monthlyFen: 106_680,
        toAccountFen: 42_672,
      });
      expect(choices.levels[2]).toMatchObject({
        levelBasisPoints: 10_000,
        baseFen: 889_000,
        monthlyFen: 177_800,
        toAccountFen: 71_120,
        toPoolFen: 106_680,
        indexTenThousandths: 10_000,
      });
    });

    test('is declared once a year: another declaration inside the window replaces the one before', async () => {
      const token = await visitVerified(hall, sampleCitizen('flexible-worker'));
      const first = await caseOf(write(hall, token, '/v1/base-declarations', level(8000)));
      expect(first).toMatchObject({ state: 'declared', details: { paymentYear: 2026, baseFen: 711_200 } });
      const free = { choice: { type: 'amount', baseFen: 600_000 } };
      const second = await caseOf(write(hall, token, '/v1/base-declarations', free));
      expect(second).toMatchObject({
        state: 'declared',
        details: { levelBasisPoints: null, baseFen: 600_000, monthlyFen: 120_000, toAccountFen: 48_000 },
      });
      expect(await hall.ask(Application, `/v1/applications/${first.number}`, token)).toMatchObject({
        state: 'replaced',
        details: { replacedBy: second.number },
        history: [{ to: 'declared' }, { from: 'declared', to: 'replaced', by: 'citizen' }],
      });
      const choices = await hall.ask(BaseDeclarationChoices, '/v1/base-declarations/choices', token);
      expect(choices.declared).toBe(second.number);
    });

    test('declared twice in one moment, one of the two is valid', async () => {
      const token = await visitVerified(hall, sampleCitizen('flexible-worker'));
      const both = await Promise.all([
        caseOf(write(hall, token, '/v1/base-declarations', level(6000))),
        caseOf(write(hall, token, '/v1/base-declarations', level(15_000))),
      ]);
      const states: string[] = [];
      for (const { number } of both)
        states.push((await hall.ask(Application, `/v1/applications/${number}`, token)).state);
      expect(states.sort()).toEqual(['declared', 'replaced']);
    });

    test.each([
      ['below the floor', { choice: { type: 'amount', baseFen: 533_399 } }, 'baseOutOfLimits'],
      ['above the ceiling', { choice: { type: 'amount', baseFen: 2_667_001 } }, 'baseOutOfLimits'],
      ['a level that there is not', level(7000), 'baseOutOfLimits'],
    ])('%s is refused', async (_name, body, code) => {
      const token = await visitVerified(hall, sampleCitizen('flexible-worker'));
      const before = await everythingKept(hall);
      expect(await write(hall, token, '/v1/base-declarations', body)).toMatchObject({
        status: 409,
        body: { code },
      });
      expect(await everythingKept(hall)).toEqual(before);
    });

    test('outside the window nothing is declared', async () => {
      hall.now = Date.parse('2027-01-04T10:00:00+08:00');
      const token = await visitVerified(hall, sampleCitizen('flexible-worker'));
      expect(await hall.ask(BaseDeclarationChoices, '/v1/base-declarations/choices', token)).toMatchObject({
        open: false,
        paymentYear: 2027,
      });
      expect(await write(hall, token, '/v1/base-declarations', level(6000))).toMatchObject({
        status: 409,
        body: { code: 'declarationClosed' },
      });
    });

    test.each(['in-work', 'retired', 'resident'])('is not declared by somebody else: %s', async (key) => {
      const token = await visitVerified(hall, sampleCitizen(key));
      expect(await write(hall, token, '/v1/base-declarations', level(6000))).toMatchObject({
        status: 409,
        body: { code: 'notFlexibleWorker' },
      });
    });
  });

  describe('a transfer', () => {
    test('out has its money by the rules, lists what overlaps without stopping, and is held by the new region first', async () => {
      const token = await visitVerified(hall, sampleCitizen('made-up'));
      const elsewhere = { firstMonth: '2005-05', lastMonth: '2005-09' };
      const transfer = await caseOf(write(hall, token, '/v1/transfers', { ...MOVE, elsewhere }));
      expect(transfer).toMatchObject({
        state: 'submitted',
        holder: { who: 'destinationOffice', region: '420100' },
        details: {
          direction: 'out',
          overlappingMonths: ['2005-07', '2005-08', '2005-09'],
          temporaryAccount: false,
          targetDate: '2026-12-14',
        },
      });
      if (transfer.kind !== 'transfer') throw new Error('another kind');
      const { contributions } = await hall.ask(ContributionHistory, '/v1/pension/contributions', token);
      const wages = contributions
        .filter((row) => row.status === 'credited')
        .reduce((sum, row) => sum + (row.baseFen ?? 0), 0);
      const summary = await hall.call('GET', '/v1/pension/summary', { token });
      const { balanceFen } = summary.body as { balanceFen: number };
      const pooledFen = Math.round((wages * 12) / 100);
      expect(transfer.details.funds).toEqual({
        accountFen: balanceFen,
        pooledFen,
        totalFen: balanceFen + pooledFen,
      });
    });

    test('goes from office to office, each with the day since when it has it, until it is merged', async () => {
      const token = await visitVerified(hall, sampleCitizen('long-name'));
      let transfer = await caseOf(
        write(hall, token, '/v1/transfers', { ...MOVE, fromRegion: '370200', toRegion: '999999' }),
      );
      expect(transfer).toMatchObject({ details: { direction: 'in', funds: null } });
      const seen: unknown[] = [];
      for (const step of Array.from({ length: 7 }, () => ({ type: 'advance' }) as const)) {
        hall.now += 3_600_000;
        expect(await decide(hall, transfer, step)).toMatchObject({ status: 200 });
        const again = await visitVerified(hall, sampleCitizen('long-name'));
        transfer = await hall.ask(Application, `/v1/applications/${transfer.number}`, again);
        seen.push([transfer.state, transfer.holder.who, (hall.now - transfer.holder.since) / 3_600_000]);
      }
      expect(seen).toEqual([
        ['accepted', 'destinationOffice', 1],
        ['contactLetterSent', 'originOffice', 0],
        ['checkedAtOrigin', 'originOffice', 1],
        ['relationMovedOut', 'originOffice', 2],
        ['fundsMovedOut', 'destinationOffice', 0],
        ['receivedAtDestination', 'destinationOffice', 1],
        ['merged', 'nobody', 0],
      ]);
      expect(transfer.history.map(({ to }) => to)).toEqual([
        'submitted',
        ...seen.map((row) => (row as string[])[0]),
      ]);
    });

    test('is taken back only until it is accepted', async () => {
      const token = await visitVerified(hall, sampleCitizen('rare-characters'));
      const transfer = await caseOf(write(hall, token, '/v1/transfers', MOVE));
      expect(
        await caseOf(write(hall, token, `/v1/applications/${transfer.number}/withdrawal`)),
      ).toMatchObject({
        state: 'withdrawn',
        holder: { who: 'nobody' },
      });
      const second = await caseOf(write(hall, token, '/v1/transfers', MOVE));
      await decide(hall, second, { type: 'advance' });
      expect(await write(hall, token, `/v1/applications/${second.number}/withdrawal`)).toMatchObject({
        status: 409,
        body: { code: 'applicationMovedOn' },
      });
      expect(await write(hall, token, '/v1/transfers', MOVE)).toMatchObject({
        status: 409,
        body: { code: 'applicationAlreadyOpen' },
      });
    });

    test.each([
      ['inside the province', 'in-work', { toRegion: '990100' }, 'transferNotNeeded'],
      ['between two other regions', 'in-work', { fromRegion: '310000' }, 'transferNotPossible'],
      ['of another scheme than the record', 'in-work', { fromScheme: 'government' }, 'transferNotPossible'],
      ['of somebody who draws a pension', 'retired', {}, 'transferNotPossible'],
      ['of a resident', 'resident', {}, 'transferNotPossible'],
    ])('%s is refused', async (_name, key, changes, code) => {
      const token = await visitVerified(hall, sampleCitizen(key));
      expect(await write(hall, token, '/v1/transfers', { ...MOVE, ...changes })).toMatchObject({
        status: 409,
        body: { code },
      });
    });

    test('with months that are not in order is refused', async () => {
      const token = await visitVerified(hall, sampleCitizen('in-work'));
      const elsewhere = { firstMonth: '2010-02', lastMonth: '2010-01' };
      expect(await write(hall, token, '/v1/transfers', { ...MOVE, elsewhere })).toMatchObject({
        status: 400,
        body: { code: 'invalidData' },
      });
    });
  });

  describe('an objection', () => {
    const objection = (target: object, reason: string, remark: string | null = null) => ({
      target,
      reason,
      remark,
    });

    test('carries the row as it stands, and is looked into', async () => {
      const token = await visitVerified(hall, sampleCitizen('several-employers'));
      const { contributions } = await hall.ask(ContributionHistory, '/v1/pension/contributions', token);
      // Two employers in one month.
      const rows = contributions.filter(({ forMonth }) => forMonth === '2014-05');
      expect(rows).toHaveLength(2);
      const target = { type: 'contribution', forMonth: '2014-05', line: 2 };
      const filed = await caseOf(
        write(hall, token, '/v1/objections', objection(target, 'employerWrong', '五月已经离开百汇')),
      );
      expect(filed).toMatchObject({
        state: 'received',
        holder: { who: 'office' },
        details: { target, objectedReason: 'employerWrong', row: rows[1] },
      });
      expect(await write(hall, token, '/v1/objections', objection(target, 'amountWrong'))).toMatchObject({
        status: 409,
        body: { code: 'applicationAlreadyOpen' },
      });
      const other = { ...target, line: 1 };
      expect(await write(hall, token, '/v1/objections', objection(other, 'amountWrong'))).toMatchObject({
        status: 201,
      });
      expect(await decide(hall, filed, { type: 'confirm', reason: '无误' })).toMatchObject({
        status: 409,
        body: { code: 'applicationMovedOn' },
      });
      await decide(hall, filed, { type: 'takeUp' });
      await decide(hall, { ...filed, state: 'beingChecked' }, { type: 'correct', reason: '已更正单位' });
      expect(await hall.ask(Application, `/v1/applications/${filed.number}`, token)).toMatchObject({
        state: 'corrected',
        reason: '已更正单位',
        holder: { who: 'nobody' },
      });
    });

    test('to a month that is missing, and to a year of the account', async () => {
      const token = await visitVerified(hall, sampleCitizen('gaps'));
      for (const body of [
        objection({ type: 'missingMonth', month: '2012-06' }, 'monthMissing'),
        objection({ type: 'accountYear', year: 2020 }, 'interestWrong'),
      ])
        expect(await write(hall, token, '/v1/objections', body)).toMatchObject({ status: 201 });
    });

    test.each([
      [
        'a month of another person’s record',
        { type: 'contribution', forMonth: '1990-01', line: 1 },
        'amountWrong',
      ],
      [
        'a line that the month does not have',
        { type: 'contribution', forMonth: '2020-09', line: 9 },
        'amountWrong',
      ],
      ['a missing month that is there', { type: 'missingMonth', month: '2020-09' }, 'monthMissing'],
      ['a month before birth', { type: 'missingMonth', month: '1970-01' }, 'monthMissing'],
      ['a month to come', { type: 'missingMonth', month: '2030-01' }, 'monthMissing'],
      ['a year of nobody', { type: 'accountYear', year: 1950 }, 'interestWrong'],
    ])('to %s is refused, and nothing is kept', async (_name, target, reason) => {
      const token = await visitVerified(hall, sampleCitizen('gaps'));
      const before = await everythingKept(hall);
      expect(await write(hall, token, '/v1/objections', objection(target, reason))).toMatchObject({
        status: 404,
        body: { code: 'recordRowNotFound' },
      });
      expect(await everythingKept(hall)).toEqual(before);
    });

    test.each([
      ['a reason that does not fit', objection({ type: 'missingMonth', month: '2012-06' }, 'interestWrong')],
      ['another reason without a word', objection({ type: 'accountYear', year: 2020 }, 'other')],
      [
        'a remark that is too long',
        objection({ type: 'accountYear', year: 2020 }, 'other', '长'.repeat(201)),
      ],
      ['a remark of two lines', objection({ type: 'accountYear', year: 2020 }, 'other', '一\n二')],
      ['a reason nobody knows', objection({ type: 'accountYear', year: 2020 }, 'dislike')],
    ])('with %s is refused', async (_name, body) => {
      const token = await visitVerified(hall, sampleCitizen('gaps'));
      expect(await write(hall, token, '/v1/objections', body)).toMatchObject({
        status: 400,
        body: { code: 'invalidData' },
      });
    });
  });

  describe('contact details', () => {
    const card = { field: 'bankCard', value: '6299990000000000160', bank: '样例银行' };

    test('a phone changes at once; the old one stays in the history and no answer or log tells either whole', async () => {
      const token = await visitVerified(hall, sampleCitizen('in-work'));
      const changed = await caseOf(
        write(hall, token, '/v1/contact-changes', { field: 'phone', value: '19900000099' }),
      );
      expect(changed).toMatchObject({
        state: 'effective',
        details: { maskedValue: '199＊＊＊＊0099', maskedOldValue: '199＊＊＊＊0011' },
      });
      const shown = await hall.ask(ContactDetails, '/v1/contact-details', token);
      expect(shown.details).toEqual([
        { field: 'phone', maskedValue: '199＊＊＊＊0099', bank: null, since: hall.now },
      ]);
      expect(
        await hall.rows(
          `select revision, value from contact_value join person using (person_id)
           where citizen_number = $1 and field = 'phone' order by revision`,
          [sampleCitizen('in-work').number],
        ),
      ).toEqual([
        { revision: 1, value: '19900000011' },
        { revision: 2, value: '19900000099' },
      ]);
      expect(JSON.stringify([changed, shown, hall.logLines])).not.toMatch(/19900000011|19900000099/);
      expect(
        await write(hall, token, '/v1/contact-changes', { field: 'phone', value: '19900000099' }),
      ).toMatchObject({ status: 400, body: { detail: expect.stringContaining('another than') } });
    });

    test('a bank card cools first, can be withdrawn meanwhile, and comes into force by the office afterwards', async () => {
      const citizen = sampleCitizen('forty-years');
      const token = await visitVerified(hall, citizen);
      const cooling = await caseOf(write(hall, token, '/v1/contact-changes', card));
      expect(cooling).toMatchObject({
        state: 'cooling',
        details: { maskedValue: '＊＊＊＊0160', bank: '样例银行', effectiveFrom: '2026-11-26' },
      });
      expect((await hall.ask(ContactDetails, '/v1/contact-details', token)).details).toEqual([]);
      expect(await write(hall, token, '/v1/contact-changes', card)).toMatchObject({
        body: { code: 'applicationAlreadyOpen' },
      });
      expect(await decide(hall, cooling, { type: 'approve' })).toMatchObject({
        status: 409,
        body: { code: 'applicationStepTooEarly', detail: 'not before 2026-11-26' },
      });
      await caseOf(write(hall, token, `/v1/applications/${cooling.number}/withdrawal`));
      const second = await caseOf(write(hall, token, '/v1/contact-changes', card));
      hall.now = Date.parse('2026-11-26T00:00:00+08:00');
      expect(await decide(hall, second, { type: 'approve' })).toMatchObject({ status: 200 });
      const later = await visitVerified(hall, citizen);
      expect((await hall.ask(ContactDetails, '/v1/contact-details', later)).details).toMatchObject([
        { field: 'bankCard', maskedValue: '＊＊＊＊0160', bank: '样例银行' },
      ]);
      expect(hall.logLines.join('\n')).not.toContain(card.value);
    });

    test.each([
      ['a bank card with a wrong digit', { ...card, value: '6299990000000000161' }],
      ['a card without its bank', { field: 'bankCard', value: card.value }],
      ['a number that is no mobile’s', { field: 'phone', value: '02712345678' }],
      ['an address of blanks', { field: 'address', value: '   ' }],
      ['a field nobody knows', { field: 'email', value: 'a@example.com' }],
    ])('%s is refused, and the answer does not repeat it', async (_name, body) => {
      const token = await visitVerified(hall, sampleCitizen('in-work'));
      const answer = await write(hall, token, '/v1/contact-changes', body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalidData' } });
      expect(JSON.stringify(answer.body)).not.toContain(body.value);
    });
  });

  test('the list has every kind, newest first, page by page, and rows that come in between shift nothing', async () => {
    const token = await visitVerified(hall, sampleCitizen('gaps'));
    const object = (month: string) =>
      write(hall, token, '/v1/objections', {
        target: { type: 'missingMonth', month },
        reason: 'monthMissing',
        remark: null,
      });
    for (const month of ['2011-10', '2011-11', '2011-12', '2012-01'])
      expect((await object(month)).status).toBe(201);
    const all = await hall.ask(Applications, '/v1/applications', token);
    expect(new Set(all.applications.map((row) => row.kind)).size).toBeGreaterThan(1);
    const numbers: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: Applications = await hall.ask(
        Applications,
        `/v1/applications?limit=3${after === '' ? '' : `&after=${after}`}`,
        token,
      );
      if (after === '') await object('2012-02');
      expect(page.applications.length).toBeLessThanOrEqual(3);
      numbers.push(...page.applications.map(({ number }) => number));
      after = page.nextAfter;
    }
    expect(numbers).toEqual(all.applications.map(({ number }) => number));
    const objections = await hall.ask(Applications, '/v1/applications?kind=objection&limit=100', token);
    expect(new Set(objections.applications.map((row) => row.kind))).toEqual(new Set(['objection']));
  });

  test('a history is only ever added to', async () => {
    for (const sql of [
      `update application_event set reason = 'x'`,
      'delete from application_event',
      'truncate application_event_3',
      `update contact_value set value = 'x'`,
      'delete from contact_value',
    ])
      await expect(hall.rows(sql)).rejects.toThrow(/is only ever added to/);
  });

  test('what the tables cannot hold is refused by the database', async () => {
    const copy = (changes: string) =>
      hall.rows(`insert into application (person_id, case_number, kind, state, takes, revision, held_by, held_region,
          held_since, region, submitted_at, changed_at, content)
        select person_id, '${'1'.repeat(25)}', kind, state, takes, revision, held_by, held_region, held_since, region,
          submitted_at, changed_at, content from (select a.*, ${changes} from application a where kind = 'objection'
          limit 1) as c (person_id, application_id, case_number, kind, state_before, takes, revision, held_by, held_region,
          held_since, region, terminal_id, submitted_at, changed_at, reason, content, state)`);
    await expect(copy(`'merged'`)).rejects.toThrow(/state_is_one_of_its_kind|content_is_of_the_same_state/);
    await expect(copy(`'confirmed'`)).rejects.toThrow(/content_is_of_the_same_state/);
  });

  test('each case is on record with its number and state, and without a personal datum', async () => {
    const citizen = sampleCitizen('resident');
    const token = await visitVerified(hall, citizen);
    const address = '样例省示范市演示区虚构路99号';
    const audit = await hall.auditOf(() =>
      write(hall, token, '/v1/contact-changes', { field: 'address', value: address }, randomUUID()),
    );
    expect(audit).toMatchObject([
      {
        event: 'applicationSubmitted',
        details: { kind: 'contactChange', state: 'effective', caseNumber: expect.stringMatching(/^\d{25}$/) },
      },
    ]);
    expect(JSON.stringify(audit)).not.toContain('虚构路');
    expect(hall.logLines.join('\n')).not.toContain(address);
  });
});
