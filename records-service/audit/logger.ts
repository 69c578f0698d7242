import { type DestinationStream, pino } from 'pino';
import { maskLogText } from '#shared/audit/mask-log.ts';

/** Log calls name what happened in a few words and give closed, impersonal fields. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** JSON lines; every line passes the mask before it is written. */
export function createLogger(level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger {
  const masked: DestinationStream = { write: (line) => destination.write(maskLogText(line)) };
  const sink = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, masked);
  return {
    debug: (event, fields) => sink.debug(fields ?? {}, event),
    info: (event, fields) => sink.info(fields ?? {}, event),
    warn: (event, fields) => sink.warn(fields ?? {}, event),
    error: (event, fields) => sink.error(fields ?? {}, event),
  };
}

/**
 * What may be logged of an error. Its message may not: a database driver quotes the row that failed, and the query
 * builder prints the parameters of the query, names and numbers among them.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  return {
    error: error.name,
    cause: cause.name,
    code: codeOf(cause) ?? codeOf(error),
    constraint: 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined,
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' | '),
  };
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
