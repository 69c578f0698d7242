import type { Clock } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Logger } from '../audit/logger.ts';
import type { OpenDatabase } from '../database/database.ts';
import type { Issuer } from '../services/statements/issue.ts';
import type { Sessions } from './sessions/sessions.ts';

/** What every route works with. */
export interface ServiceParts {
  readonly database: OpenDatabase;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly logger: Logger;
  readonly issuer: Issuer;
  readonly clock: Clock;
}
