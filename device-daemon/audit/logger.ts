import { type DestinationStream, pino } from 'pino';
import { maskLogText } from '#shared/audit/mask-log.ts';

/** Log calls name what happened in a few words and give closed, impersonal fields. */
type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** JSON lines; every line passes the mask before it is written. */
export function createLogger(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger {
  const masked: DestinationStream = { write: (line) => destination.write(maskLogText(line)) };
  const sink = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, masked);
  return {
    debug: (event, fields) => sink.debug(fields ?? {}, event),
    info: (event, fields) => sink.info(fields ?? {}, event),
    warn: (event, fields) => sink.warn(fields ?? {}, event),
    error: (event, fields) => sink.error(fields ?? {}, event),
  };
}
