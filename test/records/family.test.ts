import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Family } from '#shared/records-api/family.ts';
import { Cashier } from './cashier.ts';
import { type Answer, DATABASES, Hall, identityCard, SECOND_TERMINAL, sampleCitizen } from './hall.ts';

describe.each(DATABASES)('family on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  const familyOf = (cashier: Cashier) => hall.ask(Family, '/v1/family-members', cashier.token);
  const bind = (cashier: Cashier, relativeEvidence: string): Promise<Answer> =>
    cashier.write('POST', '/v1/family-members', { consent: { type: 'cardRead', relativeEvidence } });
  const bindCard = async (cashier: Cashier, relative: string) =>
    bind(cashier, await hall.evidence(sampleCitizen(relative)));
  const unbind = (cashier: Cashier, line: number) => cashier.write('DELETE', `/v1/family-members/${line}`);
  const bindPaper = (cashier: Cashier, authorisationNumber: string) =>
    cashier.write('POST', '/v1/family-members', {
      consent: { type: 'paperAuthorisation', authorisationNumber },
    });

  test('a relative is bound with their card, and their names are masked', async () => {
    const cashier = await Cashier.open(hall, 'in-work');
    expect(await familyOf(cashier)).toMatchObject({
      members: [],
      active: 0,
      activeMost: 5,
      ever: 0,
      everMost: 8,
    });
    const audit = await hall.auditOf(async () => {
      expect(await bindCard(cashier, 'several-employers')).toMatchObject({
        status: 201,
        body: {
          active: 1,
          ever: 1,
          members: [
            {
              line: 1,
              maskedName: '王＊芳',
              maskedNumber: expect.stringMatching(/^9999＊{6}/),
              unboundAt: null,
            },
          ],
        },
      });
    });
    expect(audit.map(({ event }) => event)).toContain('familyMemberBound');
    expect(JSON.stringify(audit)).not.toMatch(/王例芳|19860903/);
    expect(await bindCard(cashier, 'several-employers')).toMatchObject({
      status: 409,
      body: { code: 'familyMemberBound' },
    });
    expect((await familyOf(cashier)).ever).toBe(1);
  });

  test('unbinding frees no place for ever, and whoever comes again takes a further one', async () => {
    const cashier = await Cashier.open(hall, 'several-employers');
    for (const round of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(await bindCard(cashier, 'gaps')).toMatchObject({
        status: 201,
        body: { active: 1, ever: round },
      });
      expect(await unbind(cashier, round)).toMatchObject({ status: 200, body: { active: 0, ever: round } });
    }
    expect(await bindCard(cashier, 'gaps')).toMatchObject({ status: 409, body: { code: 'familyFullEver' } });
    expect(await unbind(cashier, 8)).toMatchObject({ status: 404, body: { code: 'familyMemberNotFound' } });
    expect((await familyOf(cashier)).members).toHaveLength(8);
  });

  test('five at one time, though two screens bind at once', async () => {
    const cashiers = [await Cashier.open(hall, 'made-up'), await Cashier.open(hall, 'made-up')];
    const relatives = ['gaps', 'arrears', 'retired', 'resident', 'in-work', 'long-name', 'forty-years'];
    const answers = await Promise.all(
      relatives.map((relative, index) => bindCard(cashiers[index % 2]!, relative)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409]);
    expect(
      answers.filter(({ status }) => status === 409).map(({ body }) => (body as { code: string }).code),
    ).toEqual(['familyFullNow', 'familyFullNow']);
    const { members, active } = await familyOf(cashiers[0]!);
    expect(active).toBe(5);
    expect(members.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  test('evidence is good once, of another person, of now and of this terminal', async () => {
    const cashier = await Cashier.open(hall, 'arrears');
    const relative = sampleCitizen('retired');
    const evidence = await hall.evidence(relative);
    expect((await bind(cashier, evidence)).status).toBe(201);
    await unbind(cashier, 1);
    const cases: [string, string][] = [
      [evidence, 'evidenceReplayed'],
      [await hall.evidence(sampleCitizen('arrears')), 'evidenceInvalid'],
      [await hall.evidence(relative, { readAt: hall.now - 60_001 }), 'evidenceStale'],
      [await hall.evidence(relative, { terminalId: SECOND_TERMINAL }), 'evidenceInvalid'],
      [await hall.evidence(relative, {}, SECOND_TERMINAL), 'evidenceInvalid'],
      [
        await hall.evidence(relative, { credential: { type: 'electronicCard', code: 'A'.repeat(48) } }),
        'evidenceInvalid',
      ],
      [await hall.evidence(sampleCitizen('nobody-on-file')), 'relativeNotOnFile'],
    ];
    for (const [jws, code] of cases) expect(await bind(cashier, jws)).toMatchObject({ body: { code } });
    expect((await familyOf(cashier)).ever).toBe(1);
    // A card that opened the relative’s own visit is no consent.
    const visited = await hall.evidence(relative);
    expect((await hall.openWith(visited)).status).toBe(201);
    expect(await bind(cashier, visited)).toMatchObject({ body: { code: 'evidenceReplayed' } });
  });

  test('a card that is reported lost gives no consent', async () => {
    const cashier = await Cashier.open(hall, 'arrears');
    const [lost] = await hall.rows(
      `select card_number as number, card_identification_code as code from social_security_card where state = 'lost'`,
    );
    const answer = await bind(
      cashier,
      await hall.evidence(sampleCitizen('gaps'), {
        credential: {
          type: 'socialSecurityCard',
          cardNumber: String(lost?.['number']),
          cardIdentificationCode: String(lost?.['code']),
          holder: null,
          pinVerified: false,
        },
      }),
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'cardNotInUse' } });
  });

  test('a signed paper binds once, and only whom it was given to', async () => {
    const paper = '999900000017';
    const stranger = await Cashier.open(hall, 'arrears');
    expect(await bindPaper(stranger, paper)).toMatchObject({
      status: 403,
      body: { code: 'familyAuthorisationInvalid' },
    });
    const cashier = await Cashier.open(hall, 'resident');
    expect(await bindPaper(cashier, paper)).toMatchObject({ status: 201, body: { active: 4, ever: 5 } });
    expect(await unbind(cashier, 5)).toMatchObject({ status: 200 });
    expect(await bindPaper(cashier, paper)).toMatchObject({ body: { code: 'familyAuthorisationInvalid' } });
    for (const number of ['1', "1' or 1=1 --", '99990000001７'])
      expect(await bindPaper(cashier, number)).toMatchObject({ status: 400, body: { code: 'invalidData' } });
  });

  test('all eight places are used', async () => {
    const cashier = await Cashier.open(hall, 'forty-years');
    expect(await familyOf(cashier)).toMatchObject({ active: 5, ever: 8 });
    expect(await bindCard(cashier, 'in-work')).toMatchObject({ body: { code: 'familyFullNow' } });
    await unbind(cashier, 4);
    expect(await bindCard(cashier, 'in-work')).toMatchObject({ body: { code: 'familyFullEver' } });
  });

  test('without the query password nobody is bound', async () => {
    const { token } = await hall.visit(sampleCitizen('longest-name'));
    const relativeEvidence = await hall.evidence(sampleCitizen('gaps'), {
      credential: identityCard(sampleCitizen('gaps')),
    });
    expect(
      await hall.call('POST', '/v1/family-members', {
        token,
        body: { consent: { type: 'cardRead', relativeEvidence } },
        headers: { 'idempotency-key': '7b9a8f62-3a0e-4d75-9c02-51d0a5b0c333' },
      }),
    ).toMatchObject({ status: 403, body: { code: 'secondFactorRequired' } });
  });
});
