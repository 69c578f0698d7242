import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { PasswordHashing, PasswordSecretMissing } from './password-hashing.ts';

const PASSWORD = '739154';

test('two hashes of one password differ, and both fit it and no other', async () => {
  const hashing = new PasswordHashing([randomBytes(32)]);
  const [one, two] = [await hashing.hash(PASSWORD), await hashing.hash(PASSWORD)];
  expect(one.hash).not.toBe(two.hash);
  for (const stored of [one, two]) {
    expect(await hashing.fits(PASSWORD, stored)).toBe(true);
    expect(await hashing.fits('739155', stored)).toBe(false);
    expect(hashing.isOutdated(stored)).toBe(false);
  }
});

test('without its secret a hash says nothing; with another one in front it is outdated', async () => {
  const [old, recent] = [randomBytes(32), randomBytes(32)] as const;
  const stored = await new PasswordHashing([old]).hash(PASSWORD);
  await expect(new PasswordHashing([recent]).fits(PASSWORD, stored)).rejects.toThrow(PasswordSecretMissing);
  const both = new PasswordHashing([recent, old]);
  expect(await both.fits(PASSWORD, stored)).toBe(true);
  expect(both.isOutdated(stored)).toBe(true);
  expect(await new PasswordHashing([]).fits(PASSWORD, { ...stored, secretId: null })).toBe(false);
});

test('a hash of other parameters still fits, and is outdated', async () => {
  const hashing = new PasswordHashing([]);
  const weaker = { hash: await hash(PASSWORD, { memoryCost: 8_192, timeCost: 2 }), secretId: null };
  expect(await hashing.fits(PASSWORD, weaker)).toBe(true);
  expect(hashing.isOutdated(weaker)).toBe(true);
});
