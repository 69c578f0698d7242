import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '#shared/config/parse.ts';
import { PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import { kioskProfileOf } from './kiosk-profile.ts';
import { DaemonConfiguration } from './schema.ts';

const NECESSARY = `
[terminal]
id = "999999-0001"
privateKeyFile = "/tmp/key.pem"
[records]
url = "http://127.0.0.1:1"
[identityCardReader]
path = "auto"
[printer]
uri = "ipp://127.0.0.1/ipp/print"
[journal]
folder = "/tmp/journal"
`;
const parse = (more: string) => parseConfiguration(DaemonConfiguration, `${NECESSARY}${more}`);
const profile = (more: string) => {
  const parsed = parse(more);
  if (!parsed.ok) throw new Error(parsed.error.join('\n'));
  return kioskProfileOf(parsed.value);
};
const refusal = (more: string) => {
  const parsed = parse(more);
  return parsed.ok ? [] : parsed.error;
};

test('the configuration that deploy/ gives along is accepted', () => {
  const file = fileURLToPath(new URL('../../deploy/kiosk.toml', import.meta.url));
  expect(parseConfiguration(DaemonConfiguration, readFileSync(file, 'utf8'))).toMatchObject({ ok: true });
});

describe('the cabinet', () => {
  test('of which nothing is said is a plain one', () => {
    expect(profile('')).toEqual(PLAIN_PROFILE);
  });

  test('is told to the page as it is written down', () => {
    expect(
      profile(`
[screen]
panelWidthMm = 268
viewingDistanceMm = 700
paperTray = "besideRight"
masksAmounts = false
counter = "3 号窗口"
[keypad]
kind = "keyboard"
layout = "numberPad"`),
    ).toEqual({
      ...PLAIN_PROFILE,
      panelWidthMm: 268,
      viewingDistanceMm: 700,
      paperTray: 'besideRight',
      masksAmounts: false,
      counter: '3 号窗口',
      keypad: 'numberPad',
    });
  });

  test('has a headphone jack where speech knows of one', () => {
    expect(profile('[speech]').headphoneJack).toBe(false);
    expect(profile('[speech]\nheadphones = "never"').headphoneJack).toBe(false);
    expect(profile('[speech]\nheadphones = "/dev/kiosk-headphones"').headphoneJack).toBe(true);
  });

  test.each([
    [
      'panelWidthMm = 27',
      'screen.panelWidthMm: 27 is not allowed; allowed: a whole number from 100 to 2000 mm',
    ],
    [
      'paperTray = "behind"',
      'screen.paperTray: "behind" is not allowed; allowed: one of "belowLeft", "belowMiddle", "belowRight", "besideLeft", "besideRight"',
    ],
    [
      'counter = " "',
      'screen.counter: " " is not allowed; allowed: one to twenty characters, such as "3 号窗口"',
    ],
  ])('%s is refused', (line, sentence) => {
    expect(refusal(`[screen]\n${line}`)).toEqual([sentence]);
  });
});

describe('a keypad', () => {
  const keys = (...rows: string[]) => rows.map((row) => `[[keypad.keys]]\n${row}\n`).join('');
  const SWITCHES = keys('byte = 0\nmask = 1\nkey = "down"', 'byte = 0\nmask = 2\nkey = "select"');
  const hid = (lines: string) => `[keypad]\nkind = "hid"\nlayout = "twoSwitches"\n${lines}\n`;

  test('is found by its path or by its numbers', () => {
    expect(profile(hid('path = "/dev/hidraw2"') + SWITCHES).keypad).toBe('twoSwitches');
    expect(profile(hid('vendorId = 0xfffe\nproductId = 0x4b50') + SWITCHES).keypad).toBe('twoSwitches');
  });

  test.each([
    ['neither a path nor its numbers', hid('') + SWITCHES, 'keypad: needs a path, or a vendorId'],
    ['half of its numbers', hid('vendorId = 1') + SWITCHES, 'keypad: needs a path, or a vendorId'],
    ['both', hid('path = "/dev/x"\nvendorId = 1\nproductId = 2') + SWITCHES, 'keypad: needs a path'],
    ['no keys', hid('path = "/dev/x"'), 'keypad.keys: is missing'],
    [
      'too few keys for its layout',
      hid('path = "/dev/x"') + keys('byte = 0\nkey = "down"'),
      'keypad: lacks keys',
    ],
    [
      'a key that can never be down',
      hid('path = "/dev/x"') + SWITCHES + keys('byte = 0\nmask = 1\nvalue = 2\nkey = "help"'),
      'keypad.keys.2: is never true',
    ],
    [
      'a key that nobody knows',
      hid('path = "/dev/x"') + SWITCHES + keys('byte = 0\nkey = "enter"'),
      'keypad.keys.2.key: "enter" is not allowed',
    ],
  ])('with %s is refused', (_what, text, beginning) => {
    const [sentence, ...rest] = refusal(text);
    expect(sentence?.slice(0, beginning.length)).toBe(beginning);
    expect(rest).toEqual([]);
  });
});

test('a desk for staff has an address', () => {
  expect(refusal('[staff]\nurl = "ftp://desk"')).toEqual([
    'staff.url: "ftp://desk" is not allowed; allowed: an address that starts with http:// or https://',
  ]);
});
