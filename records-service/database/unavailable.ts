/** No server can be written to at the moment. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** SQLSTATEs and system codes after which nothing more can be said over the connection. */
const CONNECTION_LOST =
  /^(08...|57P0[1-5]|25P03|53300|E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|HOSTDOWN)|ENOENT|EACCES|(ERR_TLS|ERR_SSL|CERT|UNABLE_TO)_.*|.*SELF_SIGNED_CERT.*)$/;
/** node-postgres throws these without a code. */
const CONNECTION_LOST_MESSAGES = [
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Query read timeout',
];

/** The server lives and cannot do it now: stopped for its time, in the way of another, read-only, full, not let in. */
const NOT_NOW = /^(57014|55P03|40001|40P01|25006|53...|28...|3D000)$/;

/** The connection broke, or was never there: whether a statement under way was carried out is not known. */
export const isConnectionLost = (error: unknown): boolean =>
  some(error, (one) => CONNECTION_LOST.test(codeOf(one)) || CONNECTION_LOST_MESSAGES.includes(one.message));

/** The connection had been closed before the statement could leave. */
export const wasNeverSent = (error: unknown): boolean => some(error, (one) => codeOf(one) === 'EPIPE');

/** Every connection is in use and none came back in time: the message of pg-pool, which it has no code for. */
export const isPoolExhausted = (error: unknown): boolean =>
  some(error, (one) => one.message === 'timeout exceeded when trying to connect');

/** Who was asked to write is a standby: nothing was written. */
export const isReadOnlyServer = (error: unknown): boolean => some(error, (one) => codeOf(one) === '25006');

/** The database cannot do it at the moment, as against a mistake of ours. */
export const isDatabaseUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) ||
  some(error, (one) => one instanceof DatabaseUnavailable || NOT_NOW.test(codeOf(one)));

/** The query builder wraps what the driver threw. */
function some(error: unknown, is: (one: Error) => boolean): boolean {
  return error instanceof Error && (is(error) || some(error.cause, is));
}

export const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';
