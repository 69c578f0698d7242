import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDatabaseUrl, type ServerAddress } from './database-url.ts';

function servers(url: string): readonly ServerAddress[] {
  const parsed = parseDatabaseUrl(url);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
const reason = (url: string) => {
  const parsed = parseDatabaseUrl(url);
  return parsed.ok ? null : parsed.error;
};

describe('the address of a database', () => {
  test.each([
    [
      'postgres://clerk@db.example/records',
      { host: 'db.example', port: 5432, user: 'clerk', database: 'records' },
    ],
    [
      'postgresql://clerk:p%40ss%2F:w@10.0.0.5:6432/records',
      { host: '10.0.0.5', port: 6432, password: 'p@ss/:w' },
    ],
    ['postgres://[fd00::5]:6432/records', { host: 'fd00::5', port: 6432, user: undefined }],
    [
      'postgres://clerk@/records?host=/run/postgresql&port=5433',
      { host: '/run/postgresql', port: 5433, name: '/run/postgresql:5433' },
    ],
    ['postgres://clerk@localhost/records?host=%2Ftmp%2Fa%20b', { host: '/tmp/a b', port: 5432 }],
    ['postgres://', { host: 'localhost', port: 5432, database: undefined }],
    ['postgres:///records?options=-c%20search_path%3Dhall', { options: '-c search_path=hall' }],
  ])('%s', (url, expected) => {
    expect(servers(url)).toMatchObject([expected]);
  });

  test('names several servers, as libpq writes them', () => {
    const ofAuthority = servers('postgres://c:s@a:1,b,[::1]:3/r?target_session_attrs=read-write');
    expect(ofAuthority.map(({ name, user, password, database }) => [name, user, password, database])).toEqual(
      [
        ['a:1', 'c', 's', 'r'],
        ['b:5432', 'c', 's', 'r'],
        ['::1:3', 'c', 's', 'r'],
      ],
    );
    expect(servers('postgres://c@/r?host=a,b&port=1,2').map(({ name }) => name)).toEqual(['a:1', 'b:2']);
    expect(servers('postgres://c@/r?host=/a,/b&port=7').map(({ name }) => name)).toEqual(['/a:7', '/b:7']);
  });

  test.each([
    ['mysql://db/records', 'it is not a PostgreSQL address'],
    ['postgres://db/records/more', 'it is not a PostgreSQL address'],
    ['postgres://db/records?ssl_mode=disable', 'the parameter "ssl_mode" is not known'],
    ['postgres://db/records?password=secret', 'the password cannot stand behind the question mark'],
    ['postgres://db/records?target_session_attrs=any', 'target_session_attrs must be read-write'],
    ['postgres://db:99999/records', 'a port is not from 1 to 65535'],
    ['postgres://db:x/records', 'a port is not from 1 to 65535'],
    ['postgres://c@/r?host=a,b,c&port=1,2', 'it names 3 hosts and 2 ports'],
    ['postgres://c@/r?host=a,,b', 'a host is empty'],
    ['postgres://c:50%@db/r', 'a per cent sign'],
    ['postgres://db/records?sslcert=a.pem', 'sslcert and sslkey come together'],
  ])('%s is refused', (url, expected) => {
    expect(reason(url)).toContain(expected);
  });

  test('that is refused never tells the password', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{12}$/),
        fc.constantFrom('?x=1', ':0/r', '?host=,', '?sslmode=no'),
        (word, rest) => {
          expect(reason(`postgres://clerk:${word}@db${rest}`)).not.toContain(word);
        },
      ),
    );
  });

  test('keeps any user, password and database name', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (user, password, database) => {
        const [u, p, d] = [user, password, database].map(encodeURIComponent);
        expect(servers(`postgres://${u}:${p}@db/${d}`)).toMatchObject([{ user, password, database }]);
      }),
    );
  });
});

describe('the connection is encrypted and the server’s certificate verified', () => {
  const tlsOf = (url: string) => servers(url).map(({ tls }) => tls.mode);

  test.each(['db.example', '10.0.0.5', '[fd00::5]', '127.0.0.1.example'])('without a word for %s', (host) => {
    expect(tlsOf(`postgres://${host}/r`)).toEqual(['verifyFull']);
  });
  test.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
    'but not for %s, which is this machine',
    (host) => {
      expect(tlsOf(`postgres://${host}/r`)).toEqual(['none']);
      expect(tlsOf(`postgres://${host}/r?sslmode=require`)).toEqual(['verifyFull']);
    },
  );
  test('each server of a list for itself', () => {
    expect(tlsOf('postgres://localhost,db.example/r')).toEqual(['none', 'verifyFull']);
  });
  test.each([
    ['disable', ['none']],
    ['require', ['verifyFull']],
    ['verify-full', ['verifyFull']],
    ['verify-ca&sslrootcert=ca.pem', ['verifyCa']],
  ])('as sslmode=%s says', (sslmode, expected) => {
    expect(tlsOf(`postgres://db.example/r?sslmode=${sslmode}`)).toEqual(expected);
  });
  test.each(['allow', 'prefer', 'no-verify', ''])(
    'and sslmode=%s, which might not do so, is refused',
    (mode) => {
      expect(reason(`postgres://db.example/r?sslmode=${mode}`)).toContain('sslmode must be');
    },
  );
  test.each(['', '&sslrootcert=system'])('verify-ca needs an authority of one’s own%s', (root) => {
    expect(reason(`postgres://db.example/r?sslmode=verify-ca${root}`)).toContain('needs sslrootcert');
  });
});
