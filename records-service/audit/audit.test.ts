import { DrizzleQueryError } from 'drizzle-orm/errors';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AUDIT_EVENTS } from './catalogue.ts';
import { createLogger, errorFields } from './logger.ts';

describe('the catalogue', () => {
  const entries = Object.entries(AUDIT_EVENTS);

  test('each event has an id of its own', () => {
    expect(new Set(entries.map(([, entry]) => entry.id)).size).toBe(entries.length);
  });

  test.each(entries)('%s takes no field for a name, number, amount or token', (_name, entry) => {
    for (const field of Object.keys(entry.fields.entries))
      expect(field).not.toMatch(
        /^(name|number|citizenNumber|card[A-Z].*|token|code[A-Z]|.*Fen|birth.*|nonce|evidence)$/,
      );
    expect(entry.fields.type).toBe('strict_object');
  });

  test('a field outside the catalogue is refused', () => {
    const fields = {
      terminalId: '999999-0001',
      personId: 1,
      sessionId: 2,
      credential: 'electronicCard',
      pinVerified: false,
    };
    expect(v.is(AUDIT_EVENTS.sessionOpened.fields, fields)).toBe(true);
    expect(v.is(AUDIT_EVENTS.sessionOpened.fields, { ...fields, name: '张示丰' })).toBe(false);
    expect(v.is(AUDIT_EVENTS.sessionOpened.fields, { ...fields, credential: 'kq0Y-3_xT9vVb2' })).toBe(false);
    expect(v.is(AUDIT_EVENTS.sessionOpened.fields, { ...fields, terminalId: '999999198405120117' })).toBe(
      false,
    );
  });
});

describe('the log', () => {
  function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
    const lines: string[] = [];
    write(createLogger('debug', { write: (line) => void lines.push(line) }));
    return lines.join('');
  }

  test('hides a citizen’s number, a token and evidence that came into a field by mistake', () => {
    const text = linesOf((logger) =>
      logger.error('mishap', {
        a: 'number 99999919840512011X there',
        b: 'Bearer abcdefghijklmnop',
        c: 'eyJhbGciOiJFZERTQSJ9.eyJuYW1lIjoiIn0.c2lnbmF0dXJl',
      }),
    );
    expect(text).not.toMatch(/19840512|abcdefgh|c2lnbmF0dXJl/);
  });

  test('an error of the database tells its kind and place, never its parameters or row', () => {
    const cause = Object.assign(new Error('Key (citizen_number)=(999999198405120117) already exists.'), {
      code: '23505',
      constraint: 'person_citizen_number_key',
      detail: 'Failing row contains (1, 张示丰).',
    });
    const error = new DrizzleQueryError('select * from person where name = $1', ['张示丰'], cause);
    const text = linesOf((logger) => logger.error('internalError', errorFields(error)));
    expect(text).toContain('23505');
    expect(text).toContain('person_citizen_number_key');
    expect(text).toContain('audit.test.ts');
    expect(text).not.toMatch(/张示丰|999999198405120117|select \*/);
  });

  test('what is thrown without being an error is told by its type only', () => {
    expect(errorFields('张示丰')).toEqual({ error: 'string' });
  });
});
