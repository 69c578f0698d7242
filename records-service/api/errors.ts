import type { ProblemDetails, RecordsErrorCode } from '#shared/records-api/common.ts';

interface RefusalExtras {
  /** What the answer tells beside code and detail. */
  readonly details?: ProblemDetails;
  /** When to come again. */
  readonly retryAfterSeconds?: number;
  /** An audit row speaks of it already. */
  readonly onRecord?: boolean;
}

/** An answer other than success that a route decided on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly details: ProblemDetails;
  readonly retryAfterSeconds: number | null;
  /** Whoever writes an audit row of it says so here, or there would be a second one. */
  onRecord: boolean;

  /** @param detail for the caller's log: names the field and the limit, never a person */
  constructor(
    readonly code: RecordsErrorCode,
    readonly detail = '',
    { details = {}, retryAfterSeconds, onRecord = false }: RefusalExtras = {},
  ) {
    super(code);
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.onRecord = onRecord;
  }
}
