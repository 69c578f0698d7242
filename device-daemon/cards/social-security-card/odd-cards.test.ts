import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { ok } from '#shared/result.ts';
import type { ChipCardData, FileContents, FileData } from '#test/fakes/chip-card/card-data.ts';
import { CHIP_CARDS } from '#test/fakes/chip-card/cards.ts';
import { CardFileSystem } from '#test/fakes/chip-card/file-system.ts';
import { tlv } from '#test/fakes/chip-card/tlv.ts';
import type { Transmit } from './apdu.ts';
import { readSocialSecurityCard } from './read.ts';

const cardData = (name: string): ChipCardData => CHIP_CARDS.get(name)!;
const IN_WORK = SAMPLE_CITIZENS[0]!;

/** What lies between the card and the daemon, or is odd about the card itself. */
type Change = (command: Uint8Array, next: (command: Uint8Array) => Uint8Array) => Uint8Array;

function read(data: ChipCardData, change: Change = (command, next) => next(command)) {
  const card = new CardFileSystem(data);
  const atr = card.powerOn()!;
  const transmit: Transmit = (command) =>
    Promise.resolve(ok(change(command, (bytes) => card.process(bytes)!)));
  return readSocialSecurityCard(transmit, {
    atr,
    authority: null,
    bankNumber: true,
    signal: new AbortController().signal,
  });
}

/** The same card with other records in one file. */
function withRecords(
  data: ChipCardData,
  fid: number,
  change: (records: readonly Uint8Array[]) => readonly Uint8Array[],
): ChipCardData {
  const contentsOf = (contents: FileContents): FileContents =>
    contents.type === 'records' ? { ...contents, records: change(contents.records) } : contents;
  const fileOf = (file: FileData): FileData =>
    file.fid === fid ? { ...file, contents: contentsOf(file.contents) } : file;
  return {
    ...data,
    applications: data.applications.map((application) =>
      application.name === 'SSSE' ? { ...application, files: application.files.map(fileOf) } : application,
    ),
  };
}

const replaced = (tag: number, value: Uint8Array) => (records: readonly Uint8Array[]) =>
  records.map((record) => (record[0] === tag ? tlv(tag, value) : record));

describe('a card that is read in another way than most', () => {
  const holder = { sex: IN_WORK.sex, nationCode: IN_WORK.nationCode, birthDate: IN_WORK.birthDate };

  it.each(['in-work-1.0', 'in-work-2.0'])('by number only: nothing is shifted on %s', async (name) => {
    const data = { ...cardData(name), faults: { noReadingByTag: true } };
    expect(await read(data)).toMatchObject({ ok: true, value: { holder } });
  });

  it('takes a tag for a number, whatever it is asked', async () => {
    const outcome = await read(cardData('in-work-2.0'), (command, next) =>
      command[1] === 0xb2 && (command[3]! & 7) === 0
        ? next(Uint8Array.of(...command.subarray(0, 3), command[3]! | 4, ...command.subarray(4)))
        : next(command),
    );
    expect(outcome).toMatchObject({ ok: true, value: { holder } });
  });

  it('selects its files below the current one only in the other form', async () => {
    const outcome = await read(cardData('in-work-2.0'), (command, next) =>
      command[1] === 0xa4 && command[2] === 0x02 ? Uint8Array.of(0x6a, 0x86) : next(command),
    );
    expect(outcome).toMatchObject({ ok: true, value: { holder } });
  });

  it('stands in a reader that fetches and repeats by itself', async () => {
    const resolving: Change = (command, next) => {
      const answer = next(command);
      const [sw1, sw2] = answer.subarray(-2);
      if (sw1 === 0x61) return next(Uint8Array.of(0x00, 0xc0, 0x00, 0x00, sw2!));
      return sw1 === 0x6c ? next(Uint8Array.of(...command.subarray(0, 4), sw2!)) : answer;
    };
    expect(await read(cardData('in-work-2.0'), resolving)).toMatchObject({ ok: true, value: { holder } });
  });
});

describe('odd data', () => {
  const card = cardData('in-work-2.0');
  const bytes = (text: string) => Buffer.from(text, 'latin1');

  it.each([
    ['2.01', '2.0'],
    ['2.0\0', '2.0'],
    ['\0\0\0\0', '1.0'],
    ['1.00', '1.0'],
    ['3.00', '3.0'],
    ['3.1 ', '3.0'],
    ['\u{ff}\u{ff}\u{ff}\u{ff}', '1.0'],
  ])('version %j is %s', async (text, version) => {
    expect(await read(withRecords(card, 0xef05, replaced(0x03, bytes(text))))).toMatchObject({
      value: { version },
    });
  });

  it('Beijing does not say that its older cards use SSF33', async () => {
    const code = Buffer.from('110000D15600000500000001AABBCCDD', 'hex');
    const old = withRecords(cardData('in-work-1.0'), 0xef05, replaced(0x01, code));
    expect(await read(old)).toMatchObject({ ok: true, value: { algorithm: 'SSF33' } });
  });

  it.each([
    ['no card number', 0xef05, replaced(0x07, new Uint8Array(9).fill(0xff))],
    ['a card number that is too short', 0xef05, replaced(0x07, bytes('T900000'))],
    ['an identification code that is too short', 0xef05, replaced(0x01, bytes('T900000'))],
    ['no name', 0xef06, replaced(0x09, new Uint8Array(30))],
    ['a record that is cut off', 0xef05, () => [Uint8Array.of(0x01, 0x10, 0x99)]],
  ])('%s makes it unreadable', async (_, fid, change) => {
    expect(await read(withRecords(card, fid, change))).toMatchObject({
      ok: false,
      error: { type: 'unreadable', statusWord: '9000' },
    });
  });

  it('fields that are empty or make no sense are null, the holder stays', async () => {
    const empty = (tag: number, length: number) => replaced(tag, new Uint8Array(length).fill(0xff));
    const data = [empty(0x0a, 1), empty(0x0b, 1), empty(0x0c, 3), empty(0x0d, 4)].reduce(
      (before, change) => withRecords(before, 0xef06, change),
      card,
    );
    expect(await read(data)).toMatchObject({
      ok: true,
      value: {
        holder: { name: IN_WORK.name, sex: null, nationCode: null, birthPlace: null, birthDate: null },
      },
    });
  });

  it('a file without its last records is read as far as it goes', async () => {
    const data = withRecords(card, 0xef06, (records) => records.slice(0, 2));
    expect(await read(data)).toMatchObject({
      ok: true,
      value: { holder: { name: IN_WORK.name, sex: null } },
    });
  });
});

describe('whatever a card answers', () => {
  it('reading ends with a word', async () => {
    const answers = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc.uint8Array({ maxLength: 20 }).map((data) => Uint8Array.of(...data, 0x90, 0x00)),
      ),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(answers, async (list) => {
        let asked = 0;
        const outcome = await read(cardData('in-work-2.0'), () => {
          asked += 1;
          return list[asked % list.length]!;
        });
        expect(typeof outcome.ok).toBe('boolean');
        expect(asked).toBeLessThan(5000);
      }),
    );
  });

  it('reading ends with a word when one byte of one answer is another', async () => {
    const change = fc.record({ at: fc.nat(60), offset: fc.nat(30), mask: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('in-work-1.0', 'in-work-2.0', 'long-name-2.0'),
        change,
        async (name, flip) => {
          let asked = -1;
          const outcome = await read(cardData(name), (command, next) => {
            asked += 1;
            const answer = next(command);
            if (asked !== flip.at) return answer;
            return answer.map((byte, index) =>
              index === flip.offset % answer.length ? byte ^ flip.mask : byte,
            );
          });
          expect(typeof outcome.ok).toBe('boolean');
        },
      ),
    );
  });
});
