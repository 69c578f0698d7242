import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import {
  SAMPLE_SOCIAL_SECURITY_CARDS,
  type SampleSocialSecurityCard,
} from '#records-service/sample-data/social-security-cards.ts';
import { recordsError } from '#shared/records-api/common.ts';
import { PensionSummary } from '#shared/records-api/pension.ts';
import type { CardCredential } from '#shared/records-api/sessions.ts';
import { DATABASES, Hall, sampleCitizen, TERMINAL } from './hall.ts';

type Credential = Extract<CardCredential, { type: 'socialSecurityCard' }>;

const CITIZEN = sampleCitizen('in-work');
const OTHER = sampleCitizen('gaps');
const OTHER_REGION = '110000';

function registered(
  citizenKey: string,
  version: SampleSocialSecurityCard['version'],
): SampleSocialSecurityCard {
  const found = SAMPLE_SOCIAL_SECURITY_CARDS.find(
    (card) => card.citizenKey === citizenKey && card.version === version && card.state === 'inUse',
  );
  if (found === undefined) throw new Error(`no card ${version} of ${citizenKey}`);
  return found;
}
const inState = (state: SampleSocialSecurityCard['state']) =>
  SAMPLE_SOCIAL_SECURITY_CARDS.find((card) => card.state === state)!;

/** As a card of the first or second generation tells it, or a third one that was opened. */
const telling = (
  card: SampleSocialSecurityCard,
  changes: Partial<Credential> = {},
  holder = sampleCitizen(card.citizenKey),
): Credential => ({
  ...silent(card),
  holder: { number: holder.number, name: holder.name },
  ...changes,
});

/** As a card of the third generation tells it to somebody without keys. */
const silent = (card: SampleSocialSecurityCard, changes: Partial<Credential> = {}): Credential => ({
  type: 'socialSecurityCard',
  cardNumber: card.cardNumber,
  cardIdentificationCode: card.cardIdentificationCode,
  holder: null,
  pinVerified: false,
  ...changes,
});

describe.each(DATABASES)('a social-security card on %s', (kind) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(kind);
  });
  afterAll(() => hall.close());

  const show = async (credential: Credential) => hall.openWith(await hall.evidence(CITIZEN, { credential }));
  const tokenOf = ({ body }: { body: unknown }) => (body as { token: string }).token;
  const personIdOf = async (number: string) => {
    const [row] = await hall.rows('select person_id::int from person where citizen_number = $1', [number]);
    return row?.['person_id'];
  };
  const IN_WORK = { maskedName: '张＊丰', maskedNumber: '9999＊＊＊＊＊＊1113' };

  describe('that tells its holder', () => {
    test.each([false, true])('opens the holder’s record; the PIN verified: %s', async (pinVerified) => {
      const audit = await hall.auditOf(async () => {
        const answer = await show(telling(registered('in-work', '2.0'), { pinVerified }));
        expect(answer).toMatchObject({ status: 201, body: { onFile: true, holder: IN_WORK } });
        expect(await hall.ask(PensionSummary, '/v1/pension/summary', tokenOf(answer))).toMatchObject({
          firstMonth: '2007-07',
        });
        await hall.call('DELETE', '/v1/sessions/current', { token: tokenOf(answer) });
      });
      expect(audit.map((row) => row['event'])).toEqual(['sessionOpened', 'recordRead', 'sessionClosed']);
      expect(audit[0]?.['details']).toEqual({ credential: 'socialSecurityCard', pinVerified });
      const [kept] = await hall.rows('select pin_verified from session order by session_id desc limit 1');
      expect(kept).toEqual({ pin_verified: pinVerified });
    });

    test('with a small x and padding is the same person', async () => {
      const citizen = SAMPLE_CITIZENS.find(({ number }) => number.endsWith('X'))!;
      const card = registered(citizen.key, '2.0');
      const holder = { number: citizen.number.toLowerCase(), name: `${citizen.name}  ` };
      const audit = await hall.auditOf(async () => {
        expect(await show(telling(card, { holder }))).toMatchObject({ status: 201, body: { onFile: true } });
      });
      expect(audit).toHaveLength(1);
    });

    test('with another name than the record’s is greeted with the record’s, and it is noted', async () => {
      const holder = { number: CITIZEN.number, name: '张旧名' };
      const audit = await hall.auditOf(async () => {
        const answer = await show(telling(registered('in-work', '2.0'), { holder }));
        expect(answer).toMatchObject({ status: 201, body: { holder: IN_WORK } });
      });
      expect(audit.map((row) => row['event'])).toEqual(['sessionOpened', 'cardNameDiffers']);
    });

    test('and is registered nowhere is accepted, as another region’s card is', async () => {
      const card = {
        cardNumber: 'D21435690',
        cardIdentificationCode: `${OTHER_REGION}${'D15600000500000001A1B2C3D4'}`,
      };
      expect(await show(telling(registered('in-work', '2.0'), card))).toMatchObject({
        status: 201,
        body: { onFile: true, holder: IN_WORK },
      });
    });

    test('and is another region’s under a number that is given out here too is accepted', async () => {
      const own = registered('gaps', '2.0');
      const card = { cardIdentificationCode: OTHER_REGION + own.cardIdentificationCode.slice(6) };
      expect(await show(telling(own, card, CITIZEN))).toMatchObject({
        status: 201,
        body: { holder: IN_WORK },
      });
    });

    test('of somebody who is not on file opens a session without a record, greeted by the card', async () => {
      const nobody = sampleCitizen('nobody-on-file');
      const card = { cardNumber: 'T99999999', cardIdentificationCode: `999999D156000005${'F'.repeat(16)}` };
      expect(await show(telling(registered('in-work', '2.0'), card, nobody))).toMatchObject({
        status: 201,
        body: {
          onFile: false,
          holder: { maskedName: '孙＊录', maskedNumber: expect.stringMatching(/^9999＊{6}\w{4}$/) },
        },
      });
    });

    test.each(['lost', 'cancelled'] as const)('and is %s is refused', async (state) => {
      const card = inState(state);
      const audit = await hall.auditOf(async () => {
        expect(await show(telling(card))).toMatchObject({ status: 403, body: { code: 'cardNotInUse' } });
      });
      expect(audit).toMatchObject([
        {
          event: 'cardRefused',
          terminal_id: TERMINAL,
          person_id: await personIdOf(sampleCitizen(card.citizenKey).number),
          details: { why: state },
        },
        { event: 'sessionRefused', terminal_id: TERMINAL, details: { code: 'cardNotInUse' } },
      ]);
    });

    test('and whose number a newer card of the same person has is not in use', async () => {
      const card = telling(registered('in-work', '2.0'), {
        cardIdentificationCode: `999999D156000005${'E'.repeat(16)}`,
      });
      const audit = await hall.auditOf(async () => {
        expect(await show(card)).toMatchObject({ status: 403, body: { code: 'cardNotInUse' } });
      });
      expect(audit[0]).toMatchObject({ event: 'cardRefused', details: { why: 'replaced' } });
    });

    test.each<[string, Credential, string]>([
      [
        'is registered as another person’s',
        telling(registered('gaps', '2.0'), {}, CITIZEN),
        'ofAnotherPerson',
      ],
      ['is lost and names another person', telling(inState('lost'), {}, CITIZEN), 'ofAnotherPerson'],
      [
        'has another number than is registered with its code',
        telling(registered('gaps', '2.0'), { cardNumber: 'T99999999' }),
        'otherCardNumber',
      ],
    ])('and %s is refused, and the audit says why', async (_name, credential, why) => {
      const audit = await hall.auditOf(async () => {
        expect(await show(credential)).toMatchObject({ status: 403, body: { code: 'evidenceInvalid' } });
      });
      expect(audit).toMatchObject([
        { event: 'cardRefused', terminal_id: TERMINAL, person_id: expect.any(Number), details: { why } },
        { event: 'sessionRefused', details: { code: 'evidenceInvalid' } },
      ]);
    });
  });

  describe('that keeps its holder to itself', () => {
    test('is known by its two numbers, and the holder is greeted', async () => {
      const answer = await show(silent(registered('in-work', '3.0'), { pinVerified: true }));
      expect(answer).toMatchObject({ status: 201, body: { onFile: true, holder: IN_WORK } });
      expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`${CITIZEN.number}|${CITIZEN.name}`));
      expect(await hall.ask(PensionSummary, '/v1/pension/summary', tokenOf(answer))).toMatchObject({
        firstMonth: '2007-07',
      });
    });

    test.each<[string, Credential, string | null]>([
      [
        'the number is wrong',
        silent(registered('in-work', '3.0'), { cardNumber: 'T99999999' }),
        'otherCardNumber',
      ],
      [
        'the number is another card’s',
        silent(registered('in-work', '3.0'), { cardNumber: registered('gaps', '3.0').cardNumber }),
        'otherCardNumber',
      ],
      [
        'the identification code is wrong',
        silent(registered('in-work', '3.0'), { cardIdentificationCode: `999999D156000005${'0'.repeat(16)}` }),
        'replaced',
      ],
      [
        'both are wrong',
        silent(registered('in-work', '3.0'), {
          cardNumber: 'T99999999',
          cardIdentificationCode: `999999D156000005${'0'.repeat(16)}`,
        }),
        null,
      ],
    ])('is not known when %s, and the answer is always the same', async (_name, credential, why) => {
      const audit = await hall.auditOf(async () => {
        const answer = await show(credential);
        expect({ status: answer.status, body: answer.body }).toEqual({
          status: 404,
          body: recordsError('cardNotRegistered', 'no card in use is registered with these numbers'),
        });
      });
      expect(audit).toMatchObject([
        ...(why === null ? [] : [{ event: 'cardRefused', details: { why } }]),
        { event: 'sessionRefused', terminal_id: TERMINAL, details: { code: 'cardNotRegistered' } },
      ]);
    });

    test.each(['lost', 'cancelled'] as const)('is told to be %s when it was itself there', async (state) => {
      const audit = await hall.auditOf(async () => {
        expect(await show(silent(inState(state)))).toMatchObject({
          status: 403,
          body: { code: 'cardNotInUse' },
        });
      });
      expect(audit).toMatchObject([
        { event: 'cardRefused', details: { why: state } },
        { event: 'sessionRefused', terminal_id: TERMINAL, details: { code: 'cardNotInUse' } },
      ]);
    });
  });

  test('evidence of a card that was refused is used up all the same', async () => {
    const evidence = await hall.evidence(OTHER, { credential: telling(inState('lost')) });
    expect(await hall.openWith(evidence)).toMatchObject({ body: { code: 'cardNotInUse' } });
    expect(await hall.openWith(evidence)).toMatchObject({ body: { code: 'evidenceReplayed' } });
  });

  test('a card that is reported lost opens nothing from then on', async () => {
    const card = registered('forty-years', '3.0');
    expect(await show(silent(card))).toMatchObject({ status: 201 });
    await hall.rows("update social_security_card set state = 'lost' where card_number = $1", [
      card.cardNumber,
    ]);
    expect(await show(silent(card))).toMatchObject({ body: { code: 'cardNotInUse' } });
    expect(await show(telling(card))).toMatchObject({ body: { code: 'cardNotInUse' } });
  });

  test('no log line and no audit row holds a name, a number or a card of anybody', async () => {
    const rows = await hall.rows('select row_to_json(audit_event)::text as text from audit_event');
    const everything = [...hall.logLines, ...rows.map((row) => row['text'])].join('\n');
    expect(hall.logLines.length).toBeGreaterThan(50);
    for (const { name, number } of SAMPLE_CITIZENS)
      for (const text of [name, number]) expect(everything).not.toContain(text);
    for (const { cardNumber, cardIdentificationCode } of SAMPLE_SOCIAL_SECURITY_CARDS)
      for (const text of [cardNumber, cardIdentificationCode]) expect(everything).not.toContain(text);
  });
});
