import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { OpenDatabase } from '../database/database.ts';
import { isDatabaseUnavailable } from '../database/unavailable.ts';
import { networkOf } from './client-address.ts';
import { Refusal } from './errors.ts';

const MINUTE_MS = 60_000;
/**
 * Refused calls of one network address in a minute that are looked at one by one. A hall of thirty kiosks behind one
 * address has some ten; a program that goes wrong has them in a second.
 */
export const REFUSED_CALLS_PER_MINUTE = 300;
/** Audit rows for refused calls in a minute, whatever number of addresses they come from. */
const ROWS_PER_MINUTE = 3_000;
/** No flood of addresses fills the memory: those beyond share one count. */
const ADDRESSES_COUNTED = 10_000;

export interface RefusedCall {
  /** Null: the connection was gone before anybody asked. */
  readonly address: string | null;
  readonly route: string;
  /** Nobody known asked: no session, no terminal's signature. */
  readonly isStranger: boolean;
  /** Writes the row that tells of this one. */
  write(): Promise<void>;
}

/**
 * Puts each refused call on record and keeps the record from being flooded: of an address that is refused too often,
 * only the number is written, once a minute.
 *
 * Calls that are not refused are never counted and never held up, so nobody who shares an address with a flood, such as
 * the other kiosks of a hall, is locked out. A stranger who is refused too often learns nothing more than that.
 */
export class RefusedCalls {
  #minute = 0;
  #rows = 0;
  #callsOf = new Map<string, number>();
  /** Not written yet, by minute, route and code. */
  #summaries = new Map<
    string,
    { readonly minute: number; readonly route: string; readonly code: RecordsErrorCode; calls: number }
  >();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: OpenDatabase,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  start(onFailure: (error: unknown) => void): void {
    this.#timer = setInterval(() => {
      this.flush().catch(onFailure);
    }, MINUTE_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.flush(Number.POSITIVE_INFINITY);
  }

  /** @returns what is answered: the refusal itself, or that there were too many */
  async record(refusal: Refusal, call: RefusedCall): Promise<Refusal> {
    refusal.onRecord = true;
    if (!this.#isOneTooMany(call.address)) {
      try {
        await call.write();
        return refusal;
      } catch (error) {
        // Nothing was done that would have to be on record before it is; the number is written when that can be.
        if (!isDatabaseUnavailable(error)) throw error;
        this.#count(call.route, refusal.code);
        return refusal;
      }
    }
    this.#count(call.route, refusal.code);
    if (!call.isStranger) return refusal;
    return new Refusal('tooManyTries', 'too many calls from this network address were refused', {
      retryAfterSeconds: Math.ceil((MINUTE_MS - (this.clock() % MINUTE_MS)) / 1_000),
      onRecord: true,
    });
  }

  /** Writes what was counted in the minutes before this one. */
  async flush(before = Math.floor(this.clock() / MINUTE_MS)): Promise<void> {
    for (const [key, summary] of [...this.#summaries]) {
      if (summary.minute >= before) continue;
      const { route, code, calls } = summary;
      await this.audit.write(this.database.queries, 'requestsRefused', {
        route,
        code,
        calls,
        minute: new Date(summary.minute * MINUTE_MS).toISOString(),
      });
      this.#summaries.delete(key);
    }
  }

  #isOneTooMany(address: string | null): boolean {
    const minute = Math.floor(this.clock() / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#rows = 0;
      this.#callsOf = new Map();
    }
    const network = networkOf(address);
    const key = this.#callsOf.has(network) || this.#callsOf.size < ADDRESSES_COUNTED ? network : 'others';
    const calls = (this.#callsOf.get(key) ?? 0) + 1;
    this.#callsOf.set(key, calls);
    if (calls > REFUSED_CALLS_PER_MINUTE || this.#rows >= ROWS_PER_MINUTE) return true;
    this.#rows += 1;
    return false;
  }

  #count(route: string, code: RecordsErrorCode): void {
    const minute = Math.floor(this.clock() / MINUTE_MS);
    const key = `${minute} ${route} ${code}`;
    const summary = this.#summaries.get(key);
    if (summary === undefined) this.#summaries.set(key, { minute, route, code, calls: 1 });
    else summary.calls += 1;
  }
}
