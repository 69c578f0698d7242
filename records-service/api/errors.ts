import type { RecordsErrorCode } from '#shared/records-api/common.ts';

/** An answer other than success that a route decided on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param detail for the caller's log: names the field and the limit, never a person */
  constructor(
    readonly code: RecordsErrorCode,
    readonly detail = '',
  ) {
    super(code);
  }
}

/** SQLSTATE classes and system codes that mean the database cannot be reached, as against a mistake of ours. */
const UNREACHABLE =
  /^(08...|57P0[1-3]|53300|ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** node-postgres throws these without a code. */
const UNREACHABLE_MESSAGES = [
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
];

export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && UNREACHABLE.test(error.code)) return true;
  if (UNREACHABLE_MESSAGES.includes(error.message)) return true;
  return isDatabaseUnreachable(error.cause);
}
