import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KioskProfile, PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import { PageFiles } from './page-files.ts';

const TOKEN = 'T0ken_of-this-load';
const TEMPLATE =
  '<meta name="kiosk-profile" content="%KIOSK_PROFILE%">\n<meta name="kiosk-token" content="%KIOSK_TOKEN%">\n<title>x</title>';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-files-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), TEMPLATE);
});
afterAll(() => rmSync(folder, { recursive: true }));

const ANY_TEXT = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', '&', '<', '>', "'", '$', '%', '&quot;'),
      fc.integer({ min: 0, max: 0x10ffff }),
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) =>
    parts.map((part) => (typeof part === 'string' ? part : String.fromCodePoint(part))).join(''),
  );

const documentWith = (changed: Partial<KioskProfile>): string =>
  new PageFiles(folder, { ...PLAIN_PROFILE, ...changed }).document(TOKEN);

/** As a browser reads the attribute: up to the next quotation mark, with its references resolved. */
function profileIn(document: string): unknown {
  const [, text = ''] = /name="kiosk-profile" content="([^"]*)"/.exec(document) ?? [];
  return JSON.parse(
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

describe('the document', () => {
  test('tells the page of its cabinet', () => {
    expect(profileIn(documentWith({ counter: '3 号窗口', panelWidthMm: 268 }))).toEqual({
      ...PLAIN_PROFILE,
      counter: '3 号窗口',
      panelWidthMm: 268,
    });
  });

  test.each([
    `"><script>alert(1)</script>`,
    `&quot;><img src=x onerror=alert(1)>`,
    `$& $1 $\``,
    `%KIOSK_TOKEN%`,
    `%KIOSK_PROFILE%`,
  ])('stays as it is whatever the counter is called: %s', (counter) => {
    const document = documentWith({ counter });
    expect(profileIn(document)).toEqual({ ...PLAIN_PROFILE, counter });
    expect(document.replace(/content="[^"]*"/g, 'content=""')).toBe(
      TEMPLATE.replace(/content="[^"]*"/g, 'content=""'),
    );
    expect(document).toContain(`name="kiosk-token" content="${TOKEN}"`);
  });

  test('stays as it is with any text', () => {
    fc.assert(
      fc.property(ANY_TEXT, (counter) => {
        const document = documentWith({ counter });
        expect(profileIn(document)).toEqual({ ...PLAIN_PROFILE, counter });
        expect(document.split('<')).toHaveLength(TEMPLATE.split('<').length);
      }),
      { numRuns: 50 },
    );
  });

  test('without a place for the profile is refused at the start', () => {
    const broken = mkdtempSync(join(tmpdir(), 'page-files-'));
    writeFileSync(join(broken, 'index.html'), '%KIOSK_TOKEN%');
    expect(() => new PageFiles(broken, PLAIN_PROFILE)).toThrow('%KIOSK_PROFILE%');
    rmSync(broken, { recursive: true });
  });
});
