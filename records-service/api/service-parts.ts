import type { Clock } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Logger } from '../audit/logger.ts';
import type { OpenDatabase } from '../database/database.ts';
import type { Payments } from '../services/payments/payments.ts';
import type { QueryPasswords } from '../services/query-password/query-passwords.ts';
import type { Issuer } from '../services/statements/issue.ts';
import type { RefusedCalls } from './refused-calls.ts';
import type { Sessions } from './sessions/sessions.ts';

/** What every route works with. */
export interface ServiceParts {
  readonly database: OpenDatabase;
  readonly sessions: Sessions;
  readonly queryPasswords: QueryPasswords;
  readonly refusedCalls: RefusedCalls;
  readonly payments: Payments;
  readonly audit: AuditLog;
  readonly logger: Logger;
  readonly issuer: Issuer;
  readonly clock: Clock;
}
