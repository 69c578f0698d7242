import * as v from 'valibot';
import type { Clock } from '#shared/time/calendar.ts';
import type { Database } from '../database/database.ts';
import { auditEvent } from '../database/schema.ts';
import { AUDIT_EVENTS, type AuditEventName, type AuditFields } from './catalogue.ts';
import type { LogFields, Logger } from './logger.ts';

/** Each event becomes a row that cannot be changed any more and a line of the log. */
export class AuditLog {
  constructor(
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  /**
   * @param database the transaction of the deed itself, so that there is never the one without the other
   * @throws when the row cannot be written: what cannot be audited is not done
   */
  async write<Name extends AuditEventName>(
    database: Database,
    name: Name,
    fields: AuditFields<Name>,
  ): Promise<void> {
    const entry = AUDIT_EVENTS[name];
    const checked: LogFields = v.parse(entry.fields, fields);
    const { terminalId = null, personId = null, sessionId = null, ...details } = checked;
    this.logger[LEVEL[entry.type]](name, { audit: entry.id, type: entry.type, ...checked });
    await database.insert(auditEvent).values({
      event: name,
      at: new Date(this.clock()),
      terminalId: v.parse(v.nullable(v.string()), terminalId),
      personId: v.parse(v.nullable(v.number()), personId),
      sessionId: v.parse(v.nullable(v.number()), sessionId),
      details: v.parse(Details, details),
    });
  }
}

const LEVEL = { access: 'info', operation: 'info', notice: 'info', refusal: 'warn', fault: 'error' } as const;
const Details = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]));
