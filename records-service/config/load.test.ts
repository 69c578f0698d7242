import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from './load.ts';

let folder: string;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const publicJwk = publicKey.export({ format: 'jwk' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-config-'));
  writeFileSync(join(folder, 'public.json'), JSON.stringify({ ...publicJwk, alg: 'EdDSA', use: 'sig' }));
  writeFileSync(join(folder, 'private.json'), JSON.stringify(privateKey.export({ format: 'jwk' })));
  writeFileSync(join(folder, 'broken.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

const BASE = `[database]
kind = "embedded"
folder = "data"
[issuer]
region = "999999"
name = "样例省示范市社会保险中心"
verificationUrl = "https://verify.example/v"
`;
const terminal = (keys: string) => `[[terminal]]\n${keys}\n`;

async function load(text: string) {
  const file = join(folder, 'service.toml');
  writeFileSync(file, text);
  return loadConfiguration(file);
}

describe('a configuration that is right', () => {
  test('gets its defaults, and files are found beside it', async () => {
    expect(await load(`${BASE}${terminal('id = "999999-0001"\npublicKeyFile = "public.json"')}`)).toEqual({
      ok: true,
      value: {
        server: { host: '127.0.0.1', port: 8650 },
        database: { kind: 'embedded', folder: join(folder, 'data') },
        sampleData: { enabled: false },
        issuer: {
          region: '999999',
          name: '样例省示范市社会保险中心',
          verificationUrl: 'https://verify.example/v',
        },
        terminals: [
          {
            id: '999999-0001',
            active: true,
            publicKey: { kty: 'OKP', crv: 'Ed25519', x: publicJwk.x },
            location: null,
          },
        ],
        offices: [],
        log: { level: 'info' },
      },
    });
  });

  test('where the hall of a terminal is, and content of one’s own beside the file', async () => {
    const loaded = await load(
      `${BASE}[publicInformation]\nfolder = "content"\n${terminal('id = "999999-0001"\npublicKeyFile = "public.json"\nlatitude = 36.05\nlongitude = 103.8')}`,
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        publicInformation: { folder: join(folder, 'content') },
        terminals: [{ location: { latitude: 36.05, longitude: 103.8 } }],
      },
    });
  });

  test('a back office with what it decides', async () => {
    const office = `[[office]]\nid = "999999-pension"\npublicKeyFile = "public.json"\nkinds = ["transfer", "objection"]\n`;
    expect(await load(`${BASE}${office}`)).toMatchObject({
      ok: true,
      value: {
        offices: [
          {
            id: '999999-pension',
            active: true,
            kinds: ['transfer', 'objection'],
            publicKey: { kty: 'OKP', crv: 'Ed25519', x: publicJwk.x },
          },
        ],
      },
    });
  });

  test('a PostgreSQL server', async () => {
    const loaded = await load(
      BASE.replace(
        'kind = "embedded"\nfolder = "data"',
        'kind = "postgresql"\nurl = "postgresql://db.example/records"',
      ),
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: { database: { kind: 'postgresql', url: 'postgresql://db.example/records' } },
    });
  });
});

describe('the platform of electronic cards', () => {
  const electronicCard = (keys: string) => load(`${BASE}[electronicCard]\n${keys}\n`);

  test('is known by its address', async () => {
    expect(await electronicCard('url = "https://cards.example/gateway"')).toMatchObject({
      ok: true,
      value: { electronicCard: { url: 'https://cards.example/gateway', channel: 'selfServiceTerminal' } },
    });
  });

  test.each([
    ['without an address', 'channel = "hall"', /^electronicCard\.url: is missing; allowed: an address/],
    [
      'with another kind of address',
      'url = "ftp://x/"',
      /^electronicCard\.url: "ftp:\/\/x\/" is not allowed/,
    ],
    [
      'with a channel that has blanks',
      'url = "http://x/"\nchannel = "a b"',
      /^electronicCard\.channel: "a b" is not allowed; allowed: 1 to 64 letters/,
    ],
  ])('is refused %s', async (_name, keys, sentence) => {
    expect(await electronicCard(keys)).toEqual({ ok: false, error: [expect.stringMatching(sentence)] });
  });
});

describe('the payment provider', () => {
  const table = (keys: string) => load(`${BASE}[payments]\nurl = "https://bank.example/"\n${keys}\n`);
  const KEYS = 'privateKeyFile = "payments.pem"\nproviderKeyFile = "public.json"';
  beforeAll(() => {
    writeFileSync(join(folder, 'payments.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    writeFileSync(join(folder, 'p256.pem'), p256.export({ format: 'pem', type: 'pkcs8' }));
  });

  test('is known by its address and key, and signed to with our own', async () => {
    const loaded = await table(`merchant = "hall"\n${KEYS}`);
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        payments: {
          url: 'https://bank.example/',
          merchant: 'hall',
          providerKey: { kty: 'OKP', crv: 'Ed25519', x: publicJwk.x },
        },
      },
    });
    expect(loaded.ok && loaded.value.payments?.privateKey.equals(privateKey)).toBe(true);
  });

  test.each([
    ['without a merchant', KEYS, /^payments\.merchant: is missing; allowed: 1 to 64 letters/],
    [
      'with a key that is not there',
      `merchant = "hall"\n${KEYS.replace('payments.pem', 'no.pem')}`,
      /^payments\.privateKeyFile: .*no\.pem cannot be read \(ENOENT\); allowed: a private Ed25519 key as PEM$/,
    ],
    [
      'with a public key for the private one',
      `merchant = "hall"\n${KEYS.replace('payments.pem', 'public.json')}`,
      /^payments\.privateKeyFile: .*public\.json holds no private key; allowed/,
    ],
    [
      'with a key of another kind',
      `merchant = "hall"\n${KEYS.replace('payments.pem', 'p256.pem')}`,
      /^payments\.privateKeyFile: .*p256\.pem holds a key of another kind; allowed/,
    ],
    [
      'with the provider’s private key',
      `merchant = "hall"\n${KEYS.replace('public.json', 'private.json')}`,
      /^payments\.providerKeyFile: .*private\.json holds a private key; allowed/,
    ],
  ])('is refused %s', async (_name, keys, sentence) => {
    expect(await table(keys)).toEqual({ ok: false, error: [expect.stringMatching(sentence)] });
  });
});

describe('a configuration that is wrong is refused with the key, what is wrong and what is allowed', () => {
  test.each([
    [
      'a port',
      `[server]\nport = -1\n${BASE}`,
      /^server\.port: -1 is not allowed; allowed: a whole number from 0 to 65535$/,
    ],
    [
      'another kind of database',
      BASE.replace('embedded', 'oracle'),
      /^database\.kind: "oracle" is not allowed; allowed: .*embedded.*postgresql/,
    ],
    [
      'a database without its folder',
      BASE.replace('folder = "data"\n', ''),
      /^database\.folder: is missing; allowed: a folder$/,
    ],
    [
      'a short region',
      BASE.replace('999999', '99'),
      /^issuer\.region: "99" is not allowed; allowed: six digits$/,
    ],
    [
      'an unknown key',
      `${BASE}verificationDay = 3\n`,
      /^issuer\.verificationDay: there is no such key; allowed here: region, /,
    ],
    [
      'a terminal of elsewhere',
      `${BASE}${terminal('id = "110000-0001"\npublicKeyFile = "public.json"')}`,
      /^terminal\.0\.id: "110000-0001" is not allowed; allowed: an id that starts with 999999-$/,
    ],
    [
      'a key file that is not there',
      `${BASE}${terminal('id = "999999-0001"\npublicKeyFile = "no.json"')}`,
      /^terminal\.0\.publicKeyFile: .*no\.json cannot be read \(ENOENT\); allowed: a public Ed25519 key as a JWK$/,
    ],
    [
      'a private key',
      `${BASE}${terminal('id = "999999-0001"\npublicKeyFile = "private.json"')}`,
      /^terminal\.0\.publicKeyFile: .*private\.json holds a private key; allowed/,
    ],
    [
      'a key file that is not JSON',
      `${BASE}${terminal('id = "999999-0001"\npublicKeyFile = "broken.json"')}`,
      /broken\.json is not JSON; allowed/,
    ],
  ])('%s', async (_name, text, sentence) => {
    const loaded = await load(text);
    expect(loaded.ok).toBe(false);
    expect(loaded.ok ? [] : loaded.error).toEqual([expect.stringMatching(sentence)]);
  });

  test('half of where a terminal is', async () => {
    expect(
      await load(`${BASE}${terminal('id = "999999-0001"\npublicKeyFile = "public.json"\nlatitude = 36.05')}`),
    ).toEqual({ ok: false, error: ['terminal.0.longitude: is missing; allowed: both or none'] });
  });

  test.each([
    [
      'a kind that there is not',
      'id = "999999-pension"\npublicKeyFile = "public.json"\nkinds = ["loan"]',
      'office.0.kinds',
    ],
    ['no kind', 'id = "999999-pension"\npublicKeyFile = "public.json"\nkinds = []', 'office.0.kinds'],
    [
      'an id that is a terminal’s',
      'id = "999999-0001"\npublicKeyFile = "public.json"\nkinds = ["transfer"]',
      'office.0.id',
    ],
    [
      'a private key',
      'id = "999999-pension"\npublicKeyFile = "private.json"\nkinds = ["transfer"]',
      'office.0.publicKeyFile',
    ],
  ])('an office with %s', async (_name, keys, where) => {
    const loaded = await load(`${BASE}[[office]]\n${keys}\n`);
    if (loaded.ok) throw new Error('it was not refused');
    expect(loaded.error).toHaveLength(1);
    expect(loaded.error[0]).toContain(where);
  });

  test('an office that is named twice', async () => {
    const office = '[[office]]\nid = "999999-pension"\npublicKeyFile = "public.json"\nkinds = ["transfer"]\n';
    expect(await load(`${BASE}${office}${office}`)).toEqual({
      ok: false,
      error: ['office.1.id: "999999-pension" is there twice; allowed: each office once'],
    });
  });

  test('a terminal that is named twice', async () => {
    const one = terminal('id = "999999-0001"\npublicKeyFile = "public.json"');
    expect(await load(`${BASE}${one}${one}`)).toEqual({
      ok: false,
      error: ['terminal.1.id: "999999-0001" is there twice; allowed: each terminal once'],
    });
  });

  test('every mistake is told at once', async () => {
    const loaded = await load(`[server]\nport = "x"\n${BASE.replace('999999', '9')}[log]\nlevel = "loud"\n`);
    expect(loaded.ok ? [] : loaded.error).toHaveLength(3);
  });

  test('a file that is not there', async () => {
    expect(await loadConfiguration(join(folder, 'none.toml'))).toEqual({
      ok: false,
      error: ['the file cannot be read (ENOENT)'],
    });
  });
});
