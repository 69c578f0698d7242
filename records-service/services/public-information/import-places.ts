import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { ContentPlace, issuesOf, liesIn } from './content-file.ts';
import { type CoordinateSystem, rounded, wgs84OfGcj02 } from './coordinates.ts';
import { parseCsv } from './csv.ts';

const REQUIRED = ['id', 'kind', 'name', 'address', 'latitude', 'longitude'] as const;
const OPTIONAL = [
  'phone',
  'openingHours',
  'level',
  'networked',
  'networkedSince',
  'departments',
  'validFrom',
  'validTo',
] as const;
const COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];

/** More say the same again. */
const MISTAKES_TOLD = 20;

interface ListOfPlaces {
  readonly text: string;
  /** Every place has to lie in it. */
  readonly region: string;
  /** In which its coordinates are; stored is WGS-84. */
  readonly coordinates: CoordinateSystem;
  /** The list was checked up to this day; its places are offered from then, unless they say otherwise. */
  readonly asOf: IsoDate;
}

/** @returns the places, or what is wrong with which line; then none of them is taken */
export function readPlaces(list: ListOfPlaces): Result<ContentPlace[], string[]> {
  const parsed = parseCsv(list.text);
  if (!parsed.ok) return err([parsed.error]);
  const [header, ...rows] = parsed.value;
  if (header === undefined) return err(['the file is empty']);
  const columns = header.cells.map((cell) => cell.trim());
  const unknown = columns.filter((name) => !COLUMNS.includes(name));
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (unknown.length > 0 || missing.length > 0 || new Set(columns).size !== columns.length)
    return err([
      `line ${header.line}: the columns are ${columns.join(', ')}; allowed, each once: ${REQUIRED.join(', ')}, and any of ${OPTIONAL.join(', ')}`,
    ]);
  const places: ContentPlace[] = [];
  const mistakes: string[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const place = placeOf(columns, cells, list);
    const wrong = place.ok ? mistakesOf(place.value, list.region, lines) : place.error;
    mistakes.push(...wrong.map((words) => `line ${line}: ${words}`));
    if (!place.ok) continue;
    lines.set(place.value.id, line);
    places.push(place.value);
  }
  if (mistakes.length > MISTAKES_TOLD)
    return err([...mistakes.slice(0, MISTAKES_TOLD), `and ${mistakes.length - MISTAKES_TOLD} more`]);
  return mistakes.length > 0 ? err(mistakes) : ok(places);
}

function placeOf(
  columns: readonly string[],
  cells: readonly string[],
  { coordinates, asOf }: ListOfPlaces,
): Result<ContentPlace, string[]> {
  if (cells.length !== columns.length)
    return err([`it has ${cells.length} cells, the first line ${columns.length}`]);
  const cell = (name: string): string => (cells[columns.indexOf(name)] ?? '').trim();
  const orNull = (name: string): string | null => (cell(name) === '' ? null : cell(name));
  const level = orNull('level');
  const networked = cell('networked');
  if (!['', 'true', 'false'].includes(networked)) return err(['networked: true or false']);
  // Where a number is wrong the schema says so.
  const given = { latitude: degrees(cell('latitude')), longitude: degrees(cell('longitude')) };
  const position = coordinates === 'GCJ-02' ? rounded(wgs84OfGcj02(given)) : given;
  const parsed = v.safeParse(ContentPlace, {
    id: cell('id'),
    kind: cell('kind'),
    name: cell('name'),
    address: cell('address'),
    phone: orNull('phone'),
    openingHours: orNull('openingHours'),
    ...position,
    level: level === null ? null : Number(level),
    networked: networked === 'true',
    networkedSince: orNull('networkedSince'),
    departments: cell('departments')
      .split(/[;；、]/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    validFrom: orNull('validFrom') ?? asOf,
    validTo: orNull('validTo'),
  });
  return parsed.success ? ok(parsed.output) : err(issuesOf(parsed.issues));
}

const degrees = (text: string): number => (/^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

function mistakesOf(place: ContentPlace, region: string, lines: ReadonlyMap<string, number>): string[] {
  const before = lines.get(place.id);
  return [
    ...(liesIn(place.id.slice(0, 6), region) ? [] : [`id: ${place.id} does not lie in ${region}`]),
    ...(before === undefined ? [] : [`id: ${place.id} is that of line ${before} too`]),
    ...(place.validTo !== null && place.validTo < place.validFrom ? ['validTo: not before validFrom'] : []),
  ];
}

/** UTF-8, with or without its mark, else GB 18030, which spreadsheets in China write. */
export function decoded(bytes: Uint8Array): Result<string, string> {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  return err('it is neither UTF-8 nor GB 18030');
}
