import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench, failure } from './bench.ts';

let bench: Bench;

describe('a card laid down while a read waits', () => {
  beforeAll(async () => {
    bench = await Bench.start();
    await bench.online();
  });
  afterEach(async () => {
    const before = bench.removals;
    await bench.lift();
    await eventually(() => bench.removals === before + 1);
  });
  afterAll(() => bench.stop());

  it('is asked for, announced and delivered with every field', async () => {
    const citizen = SAMPLE_CITIZENS[0]!;
    const read = bench.read();
    await eventually(() => read.told.includes('insertCard'));
    await bench.lay(citizen.key);
    const outcome = await read.outcome;
    expect(outcome).toEqual({
      ok: true,
      value: {
        kind: 'residentIdentityCard',
        name: citizen.name,
        latinName: null,
        number: citizen.number,
        sex: citizen.sex,
        nationCode: citizen.nationCode,
        birthDate: citizen.birthDate,
        address: citizen.address,
        issuingAuthority: '示范市公安局演示分局',
        validFrom: '2018-06-01',
        validUntil: '2038-06-01',
        photo: expect.any(Uint8Array),
      },
    });
    expect(outcome.ok && outcome.value.photo.length).toBe(1024);
    expect(read.told).toEqual(['insertCard', 'mediaInserted']);
    expect(bench.reader.status).toEqual({ device: 'online', media: 'present' });
  });

  it('gives its newest address once the card itself is delivered', async () => {
    const read = bench.read();
    await bench.lay('with-newest-address');
    expect((await read.outcome).ok).toBe(true);
    await eventually(() => bench.reader.newestAddress !== null);
    expect(bench.reader.newestAddress).toBe('样例省示范市演示区新址路8号');
  });

  it.each([
    ['long-name', 'residentIdentityCard', '买买提明·艾力示范江', null],
    ['rare-characters', 'residentIdentityCard', '䶮㛃𬴂', null],
    ['residence-permit', 'hongKongMacaoTaiwanResidencePermit', '例港范', null],
    ['foreign-2017', 'foreignPermanentResidentCard2017', '证件样本', 'SPECIMEN, ALEXANDRA DEMONSTRATION'],
    [
      'foreign-2023',
      'foreignPermanentResidentCard2023',
      '证件样本',
      'SPECIMEN-DEMONSTRATION, ALEXANDRA EXAMPLE ANN',
    ],
  ])('reads the layout of %s', async (card, kind, name, latinName) => {
    const read = bench.read();
    await bench.lay(card);
    expect(await read.outcome).toMatchObject({ ok: true, value: { kind, name, latinName } });
  });

  it('gives the number of a chip with a small x in capitals', async () => {
    const read = bench.read();
    await bench.lay('lower-case-x');
    const outcome = await read.outcome;
    expect(outcome.ok && outcome.value.number).toMatch(/^\d{17}X$/);
  });

  it('delivers a card that still lies there again to the next read', async () => {
    const { removals } = bench;
    const first = bench.read();
    await bench.lay('in-work');
    const card = await first.outcome;
    const second = bench.read();
    expect(await second.outcome).toEqual(card);
    expect(second.told).toEqual(['mediaInserted']);
    expect(bench.removals).toBe(removals);
  });

  it('takes one read at a time, and a cancelled one makes room for the next', async () => {
    const first = bench.read();
    expect(await bench.read().outcome).toEqual({ ok: false, error: { type: 'sequenceError' } });
    first.cancel();
    expect(await first.outcome).toEqual({ ok: false, error: { type: 'canceled' } });
    const next = bench.read();
    await bench.lay('retired');
    expect((await next.outcome).ok).toBe(true);
  });

  it('gives nothing to a read cancelled while the card is being read, and the card to the next one', async () => {
    const first = bench.read();
    await bench.lay('in-work');
    await eventually(() => first.told.includes('mediaInserted'));
    first.cancel();
    expect(await first.outcome).toEqual({ ok: false, error: { type: 'canceled' } });
    expect(await bench.read().outcome).toMatchObject({ ok: true, value: { name: '张示丰' } });
  });
});

describe('a card that cannot be accepted', () => {
  beforeAll(async () => {
    bench = await Bench.start();
    await bench.online();
  });
  afterAll(() => bench.stop());

  it.each([
    ['expired', 'cardExpired'],
    ['not-yet-valid', 'cardNotYetValid'],
    ['wrong-check-digit', 'numberNotValid'],
    ['old-firmware', 'readerFirmwareOutdated'],
    ['other-card-type', 'invalidMedia'],
    ['damaged', 'invalidMedia'],
    ['counterfeit', 'securityFail'],
  ])('%s ends the read with %s, and counts again only after it has been lifted', async (card, errorCode) => {
    const removals = bench.removals;
    const first = bench.read();
    await bench.lay(card);
    expect(await first.outcome).toEqual(failure(errorCode));

    const second = bench.read();
    await pause(300);
    expect(second.told).toEqual([]);
    await bench.lift();
    await eventually(() => second.told.includes('insertCard'));
    expect(bench.removals).toBe(removals + 1);
    await bench.lay('in-work');
    expect((await second.outcome).ok).toBe(true);
    await bench.lift();
    await eventually(() => bench.reader.status.media === 'notPresent');
  });
});

describe('a card that lies there already', () => {
  afterEach(() => bench.stop());

  it('is read when it was laid down before the daemon started', async () => {
    bench = await Bench.start((fake) => fake.call('PUT /card', { card: 'in-work' }));
    await bench.online();
    expect(await bench.read().outcome).toMatchObject({ ok: true });
  });

  it('is read although a daemon before this one has read it, so that the module does not find it', async () => {
    bench = await Bench.start();
    await bench.online();
    const before = bench.read();
    await bench.lay('in-work');
    await before.outcome;
    await bench.reader.stop();

    const { fake } = bench;
    const { createIdentityCardReader } = await import('#device-daemon/devices/identity-card-reader.ts');
    const { serialBinding } = await import('#device-daemon/bindings/serial.ts');
    const { sdtLink } = await import('#device-daemon/drivers/sdt/driver.ts');
    const { warmUpSdt } = await import('#device-daemon/drivers/sdt/warm-up.ts');
    const silent = () => undefined;
    const reader = createIdentityCardReader({
      openLink: sdtLink(serialBinding(String(fake.info['link']), { baudRate: 115_200 })),
      warmUp: warmUpSdt,
      clock: () => Date.parse('2026-11-22T04:00:00Z'),
      logger: { debug: silent, info: silent, warn: silent, error: silent },
    });
    reader.start();
    const told: string[] = [];
    const outcome = await reader.read(
      { insertCard: () => told.push('insertCard'), mediaInserted: () => told.push('mediaInserted') },
      new AbortController().signal,
    );
    expect(outcome).toMatchObject({ ok: true, value: { name: '张示丰' } });
    expect(told).toEqual(['mediaInserted']);
    await reader.stop();
  });
});
