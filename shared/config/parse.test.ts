import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { choiceKey, integerKey, textKey, urlKey } from './keys.ts';
import { parseConfiguration } from './parse.ts';

const Schema = v.strictObject({
  server: v.optional(
    v.strictObject({ port: v.optional(integerKey('Port.', { min: 1, max: 65535 }), 8640) }),
    {},
  ),
  printer: v.strictObject({ uri: urlKey('Printer.', ['ipp:', 'ipps:']) }),
  log: v.optional(v.strictObject({ level: choiceKey('Level.', ['info', 'warn']) })),
  terminal: v.optional(v.array(v.strictObject({ id: textKey('Id.') }))),
});
const PRINTER = '[printer]\nuri = "ipp://127.0.0.1:8631/ipp/print"\n';

describe('a configuration that is right', () => {
  test('gets its defaults', () => {
    expect(parseConfiguration(Schema, PRINTER)).toEqual({
      ok: true,
      value: { server: { port: 8640 }, printer: { uri: 'ipp://127.0.0.1:8631/ipp/print' } },
    });
  });
});

describe('a configuration that is wrong is refused with the key, what is wrong and what is allowed', () => {
  const cases: [name: string, text: string, sentence: string][] = [
    [
      'a number out of range',
      `[server]\nport = 70000\n${PRINTER}`,
      'server.port: 70000 is not allowed; allowed: a whole number from 1 to 65535',
    ],
    [
      'a text for a number',
      `[server]\nport = "x"\n${PRINTER}`,
      'server.port: "x" is not allowed; allowed: a whole number from 1 to 65535',
    ],
    [
      'a password in an address is not repeated',
      '[printer]\nuri = "http://kiosk:secret@printer/"',
      'printer.uri: "http://***@printer/" is not allowed; allowed: an address that starts with ipp:// or ipps://',
    ],
    ['a missing table', '', 'printer: is missing; allowed: a table with the keys uri'],
    [
      'a missing key',
      '[printer]',
      'printer.uri: is missing; allowed: an address that starts with ipp:// or ipps://',
    ],
    [
      'another protocol',
      '[printer]\nuri = "http://x/"',
      'printer.uri: "http://x/" is not allowed; allowed: an address that starts with ipp:// or ipps://',
    ],
    [
      'an unknown key',
      `[server]\nprot = 1\n${PRINTER}`,
      'server.prot: there is no such key; allowed here: port',
    ],
    [
      'an unknown table',
      `[srever]\n${PRINTER}`,
      'srever: there is no such key; allowed here: server, printer, log, terminal',
    ],
    [
      'a word that is no choice',
      `${PRINTER}[log]\nlevel = "loud"`,
      'log.level: "loud" is not allowed; allowed: one of "info", "warn"',
    ],
    [
      'an entry of a list',
      `${PRINTER}[[terminal]]\nid = ""`,
      'terminal.0.id: "" is not allowed; allowed: a text that is not empty',
    ],
    ['no TOML at all', '= 3', 'line 1, column 1: this is not TOML'],
  ];
  test.each(cases)('%s', (_name, text, sentence) => {
    expect(parseConfiguration(Schema, text)).toEqual({ ok: false, error: [sentence] });
  });

  test('every mistake is told at once', () => {
    const result = parseConfiguration(Schema, '[server]\nport = 0\n[printer]\nuri = 3');
    expect(result.ok ? [] : result.error).toHaveLength(2);
  });
});
