import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Verification } from '#records-service/services/statements/verification.ts';
import { RecordsError } from '#shared/records-api/common.ts';
import { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { createDatabase } from './databases.ts';
import { type Answer, DATABASES, Hall, sampleCitizen } from './hall.ts';

const CITIZEN = sampleCitizen('in-work');
const WRONG_CODE = 'A'.repeat(16);
const HOUR_MS = 3_600_000;

interface Paper {
  readonly number: string;
  readonly verificationCode: string;
}

const verify = (hall: Hall, { number, verificationCode }: Paper, from?: string) =>
  hall.call(
    'GET',
    `/v1/verifications?n=${number}&c=${verificationCode}`,
    from === undefined ? {} : { headers: { 'x-forwarded-for': from } },
  );
const type = (hall: Hall, number: string, code: string, headers: Record<string, string> = {}) =>
  hall.call('POST', '/verify', {
    body: new URLSearchParams({ number, code }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const stateIn = ({ body }: Answer) => v.parse(Verification, body).state;
const wrongly = (paper: Paper): Paper => ({ ...paper, verificationCode: WRONG_CODE });
/** A number that was never given out, and no check digit wrong. */
const unknownNumber = (serial: number): Paper => {
  const digits = `99999909992026112${String(serial).padStart(7, '0')}`;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return { number: `${digits}${(10 - (sum % 10)) % 10}`, verificationCode: WRONG_CODE };
};

describe.each(DATABASES)('verification on %s', (kind) => {
  let hall: Hall;
  let paper: PensionAccountStatement;
  beforeAll(async () => {
    hall = await Hall.open(kind, undefined, {
      server: { host: '127.0.0.1', port: 0, trustedProxies: ['127.0.0.1'] },
    });
  });
  afterAll(() => hall.close());
  beforeEach(async () => {
    // Another hour, so that no test counts what another one tried.
    hall.now += HOUR_MS;
    const { token } = await hall.visit(CITIZEN);
    const { body } = await hall.call('POST', '/v1/statements', {
      token,
      body: { jobId: randomUUID(), kind: 'pensionAccount', parameters: { hideNumber: true } },
    });
    paper = v.parse(PensionAccountStatement, body);
  });

  describe('wrong codes for one number', () => {
    test('are answered five times a day; then nothing is said about it until the next, whatever code comes', async () => {
      for (let tried = 0; tried < 5; tried += 1)
        expect(stateIn(await verify(hall, wrongly(paper)))).toBe('unknown');
      for (const asked of [wrongly(paper), paper]) {
        const answer = await verify(hall, asked);
        expect(v.parse(RecordsError, answer.body)).toMatchObject({ status: 429, code: 'tooManyTries' });
        const midnight = Date.parse('2026-11-23T00:00:00+08:00') - hall.now;
        expect(answer.headers.get('retry-after')).toBe(String(midnight / 1_000));
      }
      const before = hall.now;
      hall.now = Date.parse('2026-11-22T16:00:00Z');
      expect(stateIn(await verify(hall, paper))).toBe('valid');
      hall.now = before;
    });

    test('count for a number that was never given out in the same way', async () => {
      const asked = unknownNumber(1);
      for (let tried = 0; tried < 5; tried += 1) expect(stateIn(await verify(hall, asked))).toBe('unknown');
      expect(await verify(hall, asked)).toMatchObject({ status: 429, body: { code: 'tooManyTries' } });
    });

    test('at once are answered five times, no oftener', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => verify(hall, wrongly(paper))));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    });

    test('do not count where the code is right', async () => {
      for (let asked = 0; asked < 12; asked += 1) expect(stateIn(await verify(hall, paper))).toBe('valid');
    });
  });

  describe('wrong tries from one network', () => {
    test('are answered thirty times an hour; others go on', async () => {
      for (let serial = 100; serial < 130; serial += 1)
        expect(stateIn(await verify(hall, unknownNumber(serial), '203.0.113.7'))).toBe('unknown');
      const locked = await verify(hall, paper, '203.0.113.7');
      expect(locked).toMatchObject({ status: 429 });
      expect(Number(locked.headers.get('retry-after'))).toBe((HOUR_MS - (hall.now % HOUR_MS)) / 1_000);
      expect(stateIn(await verify(hall, paper, '203.0.113.8'))).toBe('valid');
      hall.now += HOUR_MS;
      expect(stateIn(await verify(hall, paper, '203.0.113.7'))).toBe('valid');
    });

    test('of IPv6 count for the line, not for the address', async () => {
      for (let serial = 200; serial < 230; serial += 1)
        await verify(hall, unknownNumber(serial), `2001:db8:1:2::${serial}`);
      expect(await verify(hall, paper, '2001:db8:1:2:aaaa::1')).toMatchObject({ status: 429 });
      expect(stateIn(await verify(hall, paper, '2001:db8:1:3::1'))).toBe('valid');
    });

    test('are not told apart by what a client writes into X-Forwarded-For itself', async () => {
      // The proxy appends whom it saw; what stood there before is the client's invention.
      for (let serial = 300; serial < 330; serial += 1)
        await verify(hall, unknownNumber(serial), `198.51.100.${serial % 250}, 203.0.113.9`);
      expect(await verify(hall, paper, '198.51.100.251, 203.0.113.9')).toMatchObject({ status: 429 });
    });

    test('are kept as digests, and not for longer than they count', async () => {
      await verify(hall, wrongly(paper), '203.0.113.77');
      const rows = await hall.rows('select row_to_json(wrong_try)::text as row from wrong_try');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ row }) => row).join()).not.toMatch(/203\.0\.113|9999990001/);
      hall.now += 48 * HOUR_MS;
      await verify(hall, wrongly(paper), '203.0.113.78');
      expect(await hall.rows('select count(*)::int as n from wrong_try')).toEqual([{ n: 2 }]);
    });
  });

  describe('the page', () => {
    test('takes what is typed, with spaces, small letters and full-width digits', async () => {
      const wide = paper.number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
      const spaced = paper.number.replace(/(.{5})/g, '$1 ');
      for (const number of [paper.number, spaced, wide]) {
        const answer = await type(
          hall,
          number,
          paper.verificationCode.toLowerCase().replace(/(.{4})/g, '$1-'),
        );
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(answer.body).toContain('记录单有效');
        expect(answer.body).toContain('张＊丰');
        expect(answer.body).toContain(paper.digest);
        expect(answer.body).not.toContain(CITIZEN.number);
      }
      expect((await type(hall, paper.number, WRONG_CODE)).body).toContain('查无此记录单');
    });

    test('is there for typing, and keeps number and code out of addresses', async () => {
      const { status, body, headers } = await hall.call('GET', '/verify');
      expect(status).toBe(200);
      expect(body).toContain('<form method="post" action="/verify">');
      expect(headers.get('content-security-policy')).toMatch(/form-action 'self'$/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    });

    test.each([
      [
        'a QR without its code',
        () => hall.call('GET', `/v?n=${paper.number}`),
        400,
        '没有读到完整的编号和验证码',
      ],
      [
        'a QR that is cut off',
        () => hall.call('GET', `/v?n=${paper.number}&c=AB`),
        400,
        '没有读到完整的编号和验证码',
      ],
      [
        'a number of ten digits',
        () => type(hall, '1234567890', WRONG_CODE),
        400,
        '没有读到完整的编号和验证码',
      ],
      [
        'a form with more in it',
        () =>
          hall.call('POST', '/verify', {
            body: 'number=1&code=2&x=3',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
        400,
        '没有读到完整的编号和验证码',
      ],
      [
        'JSON',
        () => hall.call('POST', '/verify', { body: { number: '1', code: '2' } }),
        400,
        '没有读到完整的编号和验证码',
      ],
    ])('answers %s in words, with the form', async (_name, ask, status, words) => {
      const answer = await ask();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('action="/verify"');
      expect(answer.body).not.toContain('1234567890');
    });

    test('says so when there were too many tries', async () => {
      for (let tried = 0; tried < 5; tried += 1) await type(hall, paper.number, WRONG_CODE);
      const answer = await type(hall, paper.number, paper.verificationCode);
      expect(answer.status).toBe(429);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(answer.body).toContain('查验次数过多');
    });
  });
});

describe('two service processes on one database', () => {
  test('count tries together; without a proxy X-Forwarded-For counts for nothing', async () => {
    const url = await createDatabase();
    const first = await Hall.open({ url });
    const second = await Hall.open({ url });
    try {
      for (let serial = 0; serial < 30; serial += 1)
        await verify(serial % 2 === 0 ? first : second, unknownNumber(serial), `203.0.113.${serial}`);
      for (const hall of [first, second])
        expect(await verify(hall, unknownNumber(99), '203.0.113.200')).toMatchObject({ status: 429 });
    } finally {
      await second.close();
      await first.close();
    }
  });
});
