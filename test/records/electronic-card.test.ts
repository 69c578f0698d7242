import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { PensionSummary } from '#shared/records-api/pension.ts';
import { type Answer, DATABASES, Hall, sampleCitizen, TERMINAL } from './hall.ts';
import { Platform, type PlatformFaults } from './platform.ts';

const CITIZEN = sampleCitizen('in-work');

describe.each(DATABASES)('the code of an electronic card on %s', (kind) => {
  let platform: Platform;
  let hall: Hall;
  const scanned: string[] = [];
  beforeAll(async () => {
    platform = await Platform.start();
    hall = await Hall.open(kind, { url: platform.url, channel: 'selfServiceTerminal' });
  });
  afterEach(() => platform.setFaults({}));
  afterAll(async () => {
    await hall.close();
    await platform.stop();
  });

  const evidenceOf = (code: string) => {
    scanned.push(code);
    return hall.evidence(CITIZEN, { credential: { type: 'electronicCard', code } });
  };
  const scan = async (code: string): Promise<Answer> => hall.openWith(await evidenceOf(code));
  const checksOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = (await platform.asked()).checks;
    await work();
    return (await platform.asked()).checks - before;
  };

  test('opens the record of whom the platform names, which is asked once', async () => {
    const code = await platform.codeOf('in-work');
    const audit = await hall.auditOf(async () => {
      const checks = await checksOf(async () => {
        const answer = await scan(code);
        expect(answer).toMatchObject({
          status: 201,
          body: { onFile: true, holder: { maskedName: '张＊丰', maskedNumber: '9999＊＊＊＊＊＊1113' } },
        });
        const { token } = answer.body as { token: string };
        expect(await hall.ask(PensionSummary, '/v1/pension/summary', token)).toMatchObject({
          firstMonth: '2007-07',
        });
      });
      expect(checks).toBe(1);
    });
    expect(audit.map((row) => row['event'])).toEqual(['sessionOpened', 'recordRead']);
    expect(audit[0]).toMatchObject({
      terminal_id: TERMINAL,
      person_id: expect.any(Number),
      details: { credential: 'electronicCard', pinVerified: false },
    });
    expect((await platform.asked()).channel).toBe('selfServiceTerminal');
  });

  test('of somebody who is not on file opens a session without a record', async () => {
    expect(await scan(await platform.codeOf('nobody-on-file'))).toMatchObject({
      status: 201,
      body: {
        onFile: false,
        holder: { maskedName: '孙＊录', maskedNumber: expect.stringMatching(/^9999＊{6}/) },
      },
    });
  });

  test('is good once: the platform refuses it the second time', async () => {
    const code = await platform.codeOf('in-work');
    expect(await scan(code)).toMatchObject({ status: 201 });
    const audit = await hall.auditOf(async () => {
      expect(await scan(code)).toMatchObject({ status: 403, body: { code: 'codeRefused' } });
    });
    expect(audit).toMatchObject([
      { event: 'sessionRefused', terminal_id: TERMINAL, person_id: null, details: { code: 'codeRefused' } },
    ]);
  });

  test.each<[string, PlatformFaults, () => Promise<string>]>([
    ['nobody gave out', {}, async () => 'https://menu.example/table/7'],
    ['the platform does not like', { refuseAll: true }, () => platform.codeOf('in-work')],
  ])('that %s is refused', async (_name, faults, code) => {
    await platform.setFaults(faults);
    const [before] = await hall.rows('select count(*)::int as n from session');
    expect(await scan(await code())).toMatchObject({ status: 403, body: { code: 'codeRefused' } });
    expect(await hall.rows('select count(*)::int as n from session')).toEqual([before]);
  });

  test('in evidence that was used before never reaches the platform', async () => {
    const evidence = await evidenceOf(await platform.codeOf('in-work'));
    const checks = await checksOf(async () => {
      expect(await hall.openWith(evidence)).toMatchObject({ status: 201 });
      expect(await hall.openWith(evidence)).toMatchObject({ body: { code: 'evidenceReplayed' } });
    });
    expect(checks).toBe(1);
  });

  test('in evidence that comes many times at once reaches the platform once', async () => {
    const evidence = await evidenceOf(await platform.codeOf('in-work'));
    const checks = await checksOf(async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => hall.openWith(evidence)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
    });
    expect(checks).toBe(1);
  });

  test('in evidence that is not accepted never reaches the platform', async () => {
    const code = await platform.codeOf('in-work');
    const checks = await checksOf(async () => {
      const stale = await hall.evidence(CITIZEN, {
        credential: { type: 'electronicCard', code },
        readAt: hall.now - 60_001,
      });
      expect(await hall.openWith(stale)).toMatchObject({ body: { code: 'evidenceStale' } });
    });
    expect(checks).toBe(0);
    expect(await scan(code)).toMatchObject({ status: 201 });
  });

  test.each([
    ['is down', { down: true }, 0],
    ['is slow', { slow: true }, 1],
    ['answers garbage', { garbage: true }, 1],
  ])('when the platform %s: nobody is let in, and it is not asked again', async (_name, faults, asked) => {
    const code = await platform.codeOf('in-work');
    await platform.setFaults(faults);
    const audit = await hall.auditOf(async () => {
      const checks = await checksOf(async () => {
        expect(await scan(code)).toMatchObject({ status: 503, body: { code: 'platformUnavailable' } });
      });
      expect(checks).toBe(asked);
    });
    expect(audit).toMatchObject([
      { event: 'sessionRefused', terminal_id: TERMINAL, details: { code: 'platformUnavailable' } },
    ]);
    expect(hall.logLines.at(-1)).not.toContain(code);
    await platform.setFaults({});
    // A question that arrived has used the code up, whatever became of the answer.
    expect((await scan(code)).status).toBe(asked === 0 ? 201 : 403);
    expect(await scan(await platform.codeOf('in-work'))).toMatchObject({ status: 201 });
  });

  test('is given up when the terminal does not wait for it any more, and no session is opened', async () => {
    await platform.setFaults({ slow: true });
    const evidence = await evidenceOf(await platform.codeOf('in-work'));
    const terminal = new AbortController();
    const [before] = await hall.rows('select count(*)::int as n from session');
    const already = (await platform.asked()).checks;
    const lines = hall.logLines.length;
    const call = hall.call('POST', '/v1/sessions', { body: { evidence }, signal: terminal.signal });
    const refused = expect(call).rejects.toThrow(/abort/);
    await vi.waitFor(async () => expect((await platform.asked()).checks).toBe(already + 1));
    terminal.abort();
    await refused;
    await vi.waitFor(() => expect(hall.logLines.slice(lines).join()).toMatch(/callerGone.*sessionRefused/s));
    expect(await hall.rows('select count(*)::int as n from session')).toEqual([before]);
  });

  test('while the platform thinks, everybody else is served', async () => {
    await platform.setFaults({ slow: true });
    const order: string[] = [];
    const slow = scan(await platform.codeOf('in-work')).then(() => order.push('the code'));
    await hall.visit(sampleCitizen('gaps'));
    order.push('the card');
    await slow;
    expect(order).toEqual(['the card', 'the code']);
  });

  test('nothing of a code or its holder is kept: not in the log, not in the audit, not in the database', async () => {
    const tables = await hall.rows(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const stored: unknown[] = [];
    for (const { name } of tables)
      stored.push(...(await hall.rows(`select row_to_json(t)::text as text from ${String(name)} t`)));
    const everything = JSON.stringify(stored) + hall.logLines.join('\n');
    expect(scanned.length).toBeGreaterThan(8);
    for (const code of scanned) expect(everything).not.toContain(code);
    const audit = await hall.rows('select row_to_json(audit_event)::text as text from audit_event');
    const told = [...hall.logLines, ...audit.map((row) => row['text'])].join('\n');
    for (const { name, number } of SAMPLE_CITIZENS) {
      expect(told).not.toContain(name);
      expect(told).not.toContain(number);
    }
  });
});

test('without a platform in the configuration every code is told that it cannot be asked', async () => {
  const hall = await Hall.open('embedded');
  const evidence = await hall.evidence(CITIZEN, {
    credential: { type: 'electronicCard', code: 'A'.repeat(48) },
  });
  expect(await hall.openWith(evidence)).toMatchObject({ status: 503, body: { code: 'platformUnavailable' } });
  await hall.close();
});
