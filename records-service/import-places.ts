import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chinaDate, isIsoDate } from '#shared/time/calendar.ts';
import { AuditLog } from './audit/audit-log.ts';
import { createLogger } from './audit/logger.ts';
import { loadConfiguration } from './config/load.ts';
import { migrate } from './database/migrate.ts';
import { MIGRATIONS } from './database/migrations/all.ts';
import { openConfigured } from './database/open-configured.ts';
import { codeOf } from './database/unavailable.ts';
import type { CoordinateSystem } from './services/public-information/coordinates.ts';
import { decoded, readPlaces } from './services/public-information/import-places.ts';
import { loadPlaces } from './services/public-information/load.ts';

/*
 * A city’s own hospitals, pharmacies, offices and communities out of a table, into the database of the configuration. The
 * service may run meanwhile on a PostgreSQL server; the embedded database is one program’s at a time.
 */

const USAGE = [
  'Usage: import-places --config FILE --places FILE.csv --name NAME --region CODE --coordinates SYSTEM [--as-of DAY]',
  '  --name         of this list; a later import under the same name takes its place',
  '  --region       GB/T 2260: every place lies in it',
  '  --coordinates  WGS-84 (GPS) or GCJ-02 (maps of China)',
  '  --as-of        YYYY-MM-DD, the day up to which the list was checked; today without it',
];
const WRONG_USE = 2;

function refuse(sentences: readonly string[]): never {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(WRONG_USE);
}

interface Arguments {
  readonly config: string;
  readonly places: string;
  readonly name: string;
  readonly region: string;
  readonly coordinates: CoordinateSystem;
  readonly asOf: string;
}

function readArguments(): Arguments {
  const text = { type: 'string' } as const;
  try {
    const {
      config,
      places,
      name,
      region,
      coordinates,
      'as-of': asOf = chinaDate(Date.now()),
    } = parseArgs({
      options: { config: text, places: text, name: text, region: text, coordinates: text, 'as-of': text },
    }).values;
    if (
      config !== undefined &&
      places !== undefined &&
      /^[\w-]{1,60}$/.test(name ?? '') &&
      /^\d{6}$/.test(region ?? '') &&
      (coordinates === 'WGS-84' || coordinates === 'GCJ-02') &&
      isIsoDate(asOf)
    )
      return { config, places, name: name ?? '', region: region ?? '', coordinates, asOf };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return refuse(USAGE);
}

async function textOf(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refuse([`${file} cannot be read (${codeOf(error)})`]);
  }
  const text = decoded(bytes);
  return text.ok ? text.value : refuse([`${file} is refused: ${text.error}`]);
}

const given = readArguments();
const configuration = await loadConfiguration(given.config);
if (!configuration.ok)
  refuse([`${given.config} is refused:`, ...configuration.error.map((line) => `  ${line}`)]);
const places = readPlaces({ ...given, text: await textOf(given.places) });
if (!places.ok)
  refuse([`${given.places} is refused, nothing was taken:`, ...places.error.map((line) => `  ${line}`)]);

const logger = createLogger(configuration.value.log.level);
const database = await openConfigured(configuration.value.database, logger);
try {
  await database.inScript((script) => migrate(script, MIGRATIONS));
  const taken = await loadPlaces(
    database.queries,
    new AuditLog(logger, Date.now),
    { name: given.name, asOf: given.asOf, places: places.value },
    Date.now(),
  );
  if (taken.ok) process.stdout.write(`${places.value.length} places were taken as ${given.name}\n`);
  else refuse([`${given.places} is refused, nothing was taken: ${taken.error}`]);
} finally {
  await database.close();
}
