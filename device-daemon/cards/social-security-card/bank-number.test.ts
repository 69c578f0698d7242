import { describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import { bankApplications, inventedAccountNumber } from '#test/fakes/chip-card/bank-application.ts';
import type { ApplicationData, ChipCardData } from '#test/fakes/chip-card/card-data.ts';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { CardFileSystem } from '#test/fakes/chip-card/file-system.ts';
import { readMaskedBankNumber } from './bank-number.ts';

const NUMBER = inventedAccountNumber(1234);
const MASKED = `＊＊＊＊${NUMBER.slice(-4)}`;

function read(applications: readonly ApplicationData[], change: Partial<ChipCardData> = {}) {
  const card = new CardFileSystem({ ...CHIP_CARDS.get('bank-card')!, applications, ...change });
  card.powerOn();
  return readMaskedBankNumber((command) => Promise.resolve(ok(card.process(command)!)));
}

const withoutOptions = (applications: readonly ApplicationData[]) =>
  applications.map((application) => ({ ...application, processingOptions: null }));

describe('the number of the account', () => {
  it('is found by its tag, though another field holds the same bytes', async () => {
    expect(await read(bankApplications(NUMBER))).toEqual(ok(MASKED));
  });

  it('is found whatever its length', async () => {
    for (const digits of ['9999990000001234', '99999900000012345', '999999000000123456'])
      expect(await read(bankApplications(digits))).toEqual(ok(`＊＊＊＊${digits.slice(-4)}`));
  });

  it('is taken from track 2 where it stands nowhere else', async () => {
    expect(await read(bankApplications(NUMBER, true))).toEqual(ok(MASKED));
  });

  it('is looked for in the usual places where the card does not say where', async () => {
    expect(await read(withoutOptions(bankApplications(NUMBER, true)))).toEqual(ok(MASKED));
  });

  it('is read without a length behind the data, and with one', async () => {
    expect(await read(bankApplications(NUMBER), { transport: 'T=1' })).toEqual(ok(MASKED));
  });

  it('is null where there is no bank application, or no number in it', async () => {
    expect(await read([])).toEqual(ok(null));
    expect(await read(bankApplications('123456'))).toEqual(ok(null));
  });
});
