import { parseArgs } from 'node:util';
import { createLogger, errorFields } from './audit/logger.ts';
import { loadConfiguration } from './config/load.ts';
import { MigrationError } from './database/migrate.ts';
import { SampleDataRefused } from './database/sample-data/refresh.ts';
import { PolicyGapError } from './policy-packs/policy-pack.ts';
import { createRecordsService } from './service.ts';

const WRONG_USE = 2;

function refuse(sentences: readonly string[]): never {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(WRONG_USE);
}

function configFile(): string {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' } } });
    if (values.config !== undefined) return values.config;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return refuse(['Usage: records-service --config FILE']);
}

const file = configFile();
const configuration = await loadConfiguration(file);
if (!configuration.ok) refuse([`${file} is refused:`, ...configuration.error.map((line) => `  ${line}`)]);

try {
  const service = await createRecordsService(configuration.value);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void service.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  // These say what staff has to do, and hold nothing about a person; any other message may.
  const ours =
    error instanceof MigrationError || error instanceof SampleDataRefused || error instanceof PolicyGapError;
  if (ours) process.stderr.write(`records-service cannot start: ${error.message}\n`);
  createLogger('error').error('records service cannot start', errorFields(error));
  process.exit(1);
}
