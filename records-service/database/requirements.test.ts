import { expect, test } from 'vitest';
import { whyUnfit, whyUnreachable } from './requirements.ts';
import { DatabaseUnavailable } from './unavailable.ts';

const FIT = { version: 15, encoding: 'UTF8', readOnly: false, forgetsCommits: false, schema: 'public' };

test.each([15, 16, 18])('PostgreSQL %i is fit', (version) => {
  expect(whyUnfit({ ...FIT, version })).toBeNull();
});

test.each([
  [{ version: 14 }, 'it is PostgreSQL 14; allowed: PostgreSQL 15 or newer'],
  [{ encoding: 'SQL_ASCII' }, 'has the encoding SQL_ASCII; allowed: UTF8'],
  [{ readOnly: true }, 'may only read'],
  [{ forgetsCommits: true }, 'synchronous_commit is off'],
  [{ schema: null }, 'names no schema'],
])('a server with %j is not', (changes, sentence) => {
  expect(whyUnfit({ ...FIT, ...changes })).toContain(sentence);
});

const withCode = (code: string) => Object.assign(new Error('text of the driver'), { code });

test.each([
  ['ECONNREFUSED', 'nobody listens there'],
  ['ENOTFOUND', 'the name of the host is not known'],
  ['28P01', 'PGPASSWORD'],
  ['28000', 'pg_hba.conf'],
  ['57P03', 'starting up'],
  ['53300', 'max_connections'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate cannot be verified'],
  ['XX000', '(XX000): see the log of the server'],
])('%s is told in a sentence, without what the driver says', (code, sentence) => {
  const told = whyUnreachable(new DatabaseUnavailable('no primary answers', { cause: withCode(code) }));
  expect(told).toContain(sentence);
  expect(told).not.toContain('text of the driver');
});
