import { describe, expect, test } from 'vitest';
import { decoded, readPlaces } from './import-places.ts';

const HEADER = 'id,kind,name,address,latitude,longitude,level,networked,departments';
const read = (rows: string, changes: Partial<Parameters<typeof readPlaces>[0]> = {}) =>
  readPlaces({ text: rows, region: '420100', coordinates: 'WGS-84', asOf: '2026-11-01', ...changes });

describe('a list that is right', () => {
  test('becomes places, valid from its day on', () => {
    expect(
      read(
        `${HEADER}\r\n420106-h-1,hospital,"武昌医院, 一部",中南路 1 号,30.54,114.33,3,true,内科；外科\r\n`,
      ),
    ).toEqual({
      ok: true,
      value: [
        {
          id: '420106-h-1',
          kind: 'hospital',
          name: '武昌医院, 一部',
          address: '中南路 1 号',
          phone: null,
          openingHours: null,
          latitude: 30.54,
          longitude: 114.33,
          level: 3,
          networked: true,
          networkedSince: null,
          departments: ['内科', '外科'],
          validFrom: '2026-11-01',
          validTo: null,
        },
      ],
    });
  });

  test('of a map of China is moved to where GPS sees it', () => {
    const list = read('id,kind,name,address,latitude,longitude\n110101-a-1,agency,x,y,39.916404,116.410244', {
      region: '110000',
      coordinates: 'GCJ-02',
    });
    expect(list).toMatchObject({ ok: true, value: [{ latitude: 39.915, longitude: 116.404 }] });
  });
});

describe('a list that is wrong is refused with line and column', () => {
  const row = '420106-h-1,hospital,医院,路,30.5,114.3,3,true,';
  test.each([
    ['nothing', '', 'the file is empty'],
    ['a column nobody knows', `${HEADER},star\n`, /^line 1: the columns are .*star; allowed/],
    ['a column too few', 'id,kind,name,address,latitude\n', /^line 1: .*allowed, each once: id/],
    ['a column twice', `${HEADER},id\n`, /^line 1: /],
    ['a cell too many', `${HEADER}\n${row},x`, 'line 2: it has 10 cells, the first line 9'],
    [
      'another city',
      `${HEADER}\n${row.replace('420106', '110106')}`,
      /line 2: id: 110106-h-1 does not lie in 420100/,
    ],
    ['the same id', `${HEADER}\n${row}\n${row}`, 'line 3: id: 420106-h-1 is that of line 2 too'],
    ['a kind nobody knows', `${HEADER}\n${row.replace('hospital', 'spa')}`, /^line 2: kind: /],
    ['a comma in a number', `${HEADER}\n${row.replace('30.5', '"30,5"')}`, /^line 2: latitude: /],
    ['no position', `${HEADER}\n${row.replace('114.3', '')}`, /^line 2: longitude: /],
    ['a fourth level', `${HEADER}\n${row.replace(',3,', ',4,')}`, /^line 2: level: /],
    [
      'a pharmacy with a level',
      `${HEADER}\n${row.replace('hospital', 'pharmacy')}`,
      'line 2: level: of a hospital only',
    ],
    ['half a truth', `${HEADER}\n${row.replace('true', 'ja')}`, 'line 2: networked: true or false'],
  ])('%s', (_what, text, sentence) => {
    const list = read(text);
    expect(list.ok ? [] : list.error).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ]);
  });

  test('a thousand mistakes are told as twenty and a number', () => {
    const list = read(`${HEADER}\n${Array.from({ length: 1000 }, () => 'x,y').join('\n')}`);
    expect(list.ok ? [] : list.error).toHaveLength(21);
    expect(list.ok ? '' : list.error.at(-1)).toBe('and 980 more');
  });
});

describe('a file of a spreadsheet', () => {
  const GB18030 = new Uint8Array([0xd2, 0xbd, 0xd4, 0xba, 0xc3, 0xfb, 0xb3, 0xc6]);
  test.each([
    ['UTF-8', new TextEncoder().encode('医院'), '医院'],
    ['UTF-8 with its mark', new TextEncoder().encode('\uFEFF医院'), '医院'],
    ['GB 18030', GB18030, '医院名称'],
  ])('in %s', (_name, bytes, text) => expect(decoded(bytes)).toEqual({ ok: true, value: text }));

  test('in neither', () => expect(decoded(new Uint8Array([0xff, 0xff])).ok).toBe(false));
});
