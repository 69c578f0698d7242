import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordIn } from './password-file.ts';

const SERVER = { host: 'db.example', port: 5432, database: 'records', user: 'clerk' };

test.each([
  ['db.example:5432:records:clerk:secret', 'secret'],
  ['*:*:*:clerk:secret', 'secret'],
  ['# db.example:5432:records:clerk:no\n\ndb.example:5432:*:*:secret\r\n', 'secret'],
  ['db.example:5432:records:clerk:first\n*:*:*:*:second', 'first'],
  ['other:5432:records:clerk:first\n*:*:*:*:second', 'second'],
  ['db.example:5432:records:clerk:a\\:b\\\\c:d', 'a:b\\c:d'],
  ['db.example:5433:records:clerk:secret', undefined],
  ['db.example:5432:records:clerks:secret', undefined],
  ['db.example:5432:records', undefined],
  ['', undefined],
])('of %j the password is %j', (text, password) => {
  expect(passwordIn(text, SERVER)).toBe(password);
});

test('a server behind a socket is localhost', () => {
  expect(passwordIn('localhost:5432:records:clerk:secret', { ...SERVER, host: '/run/postgresql' })).toBe(
    'secret',
  );
});

test('every password that is written with backslashes is read as it was', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^\r\n]+$/), (password) => {
      const written = password.replace(/[\\:]/g, '\\$&');
      expect(passwordIn(`db.example:*:*:clerk:${written}`, SERVER)).toBe(password);
    }),
  );
});
