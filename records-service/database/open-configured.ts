import { assertNever } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { RecordsServiceConfiguration } from '../config/schema.ts';
import type { OpenDatabase } from './database.ts';

/** The embedded database is loaded only where it is used: it takes some hundred megabytes. */
export async function openConfigured(
  configuration: RecordsServiceConfiguration['database'],
  logger: Logger,
): Promise<OpenDatabase> {
  switch (configuration.kind) {
    case 'embedded': {
      const { openEmbeddedDatabase } = await import('./embedded.ts');
      return openEmbeddedDatabase(configuration.folder);
    }
    case 'postgresql': {
      const { openPostgresqlDatabase } = await import('./postgresql.ts');
      return openPostgresqlDatabase(configuration, logger);
    }
    default:
      return assertNever(configuration, 'kind of database');
  }
}
