import * as v from 'valibot';
import type { Clock } from '#shared/time/calendar.ts';
import type { Database } from '../database/database.ts';
import { type NamedStatement, rowsOf } from '../database/named-statement.ts';
import { auditEvent } from '../database/schema.ts';
import { AUDIT_EVENTS, type AuditEventName, type AuditFields } from './catalogue.ts';
import { GroupCommit } from './group-commit.ts';
import type { LogFields, Logger } from './logger.ts';

type AuditRow = typeof auditEvent.$inferInsert;

const ROWS_TOGETHER_MAX = 500;

/** Each event becomes a row that cannot be changed any more and a line of the log. */
export class AuditLog {
  readonly #together = new WeakMap<Database, GroupCommit<AuditRow>>();

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
    await database.insert(auditEvent).values(this.#rowOf(name, fields));
  }

  /**
   * For a deed that is not in a transaction, such as giving a record out: rows of calls at the same time share one
   * statement and one commit.
   * @returns once the row is committed
   * @throws when it cannot be written: what cannot be audited is not done
   */
  async writeTogether<Name extends AuditEventName>(
    database: Database,
    name: Name,
    fields: AuditFields<Name>,
  ): Promise<void> {
    let together = this.#together.get(database);
    if (together === undefined) {
      together = new GroupCommit((rows) => insertAll(database, rows), ROWS_TOGETHER_MAX);
      this.#together.set(database, together);
    }
    await together.add(this.#rowOf(name, fields));
  }

  #rowOf<Name extends AuditEventName>(name: Name, fields: AuditFields<Name>): AuditRow {
    const entry = AUDIT_EVENTS[name];
    const checked: LogFields = v.parse(entry.fields, fields);
    const { terminalId = null, personId = null, sessionId = null, ...details } = checked;
    this.logger[LEVEL[entry.type]](name, { audit: entry.id, type: entry.type, ...checked });
    return {
      event: name,
      at: new Date(this.clock()),
      terminalId: v.parse(v.nullable(v.string()), terminalId),
      personId: v.parse(v.nullable(v.number()), personId),
      sessionId: v.parse(v.nullable(v.number()), sessionId),
      details: v.parse(Details, details),
    };
  }
}

/** One parameter, however many rows. */
const INSERT_AUDIT_EVENTS: NamedStatement = {
  name: 'insert_audit_events',
  text: `
insert into audit_event (event, at, terminal_id, person_id, session_id, details)
select entry."event", entry."at", entry."terminalId", entry."personId", entry."sessionId", entry."details"
from json_to_recordset($1::json) as entry("event" text, "at" timestamp with time zone, "terminalId" text,
  "personId" bigint, "sessionId" bigint, "details" jsonb)`.trimStart(),
};

async function insertAll(database: Database, rows: readonly AuditRow[]): Promise<void> {
  await rowsOf(database, INSERT_AUDIT_EVENTS, [JSON.stringify(rows)]);
}

const LEVEL = { access: 'info', operation: 'info', notice: 'info', refusal: 'warn', fault: 'error' } as const;
const Details = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]));
