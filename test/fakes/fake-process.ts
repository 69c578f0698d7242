import * as v from 'valibot';

/**
 * How a fake device is driven from outside while it speaks its own bytes on its own port. Each fake is a process of
 * its own; the bench or a test starts it with an IPC channel and makes calls that look like HTTP:
 *
 *   driver ── { id, call: "PUT /card", body } ──▶ fake
 *   driver ◀── { id, ok: true, result } ───────── fake
 *   driver ◀── { id, ok: false, status, error } ─ fake
 *   driver ◀── { ready: true, info } ──────────── fake, once, when its port is open
 */
interface FakeCall {
  id: number;
  call: string;
  body?: unknown;
}
export type FakeAnswer =
  | { id: number; ok: true; result: unknown }
  | { id: number; ok: false; status: number; error: string };
export interface FakeReady {
  ready: true;
  info: Record<string, unknown>;
}

/** Thrown by a handler to refuse a call; `status` as in HTTP. */
export class FakeRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

/** Keys such as `PUT /card` or `GET /output/:n`; a `:name` part reaches the handler in `params`. */
export type FakeHandlers = Record<string, (body: unknown, params: Record<string, string>) => unknown>;

/** Serves calls over the IPC channel this process was started with, and ends with the process that started it. */
export function serveFake(handlers: FakeHandlers, info: Record<string, unknown>): void {
  process.on('message', (message: FakeCall) => {
    void answer(handlers, message).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ ready: true, info } satisfies FakeReady);
}

async function answer(handlers: FakeHandlers, message: FakeCall): Promise<FakeAnswer> {
  for (const [pattern, handler] of Object.entries(handlers)) {
    const params = match(pattern, message.call);
    if (params === null) continue;
    try {
      return { id: message.id, ok: true, result: (await handler(message.body, params)) ?? {} };
    } catch (error) {
      if (error instanceof FakeRefusal)
        return { id: message.id, ok: false, status: error.status, error: error.message };
      throw error;
    }
  }
  return { id: message.id, ok: false, status: 404, error: `no such call: ${message.call}` };
}

function match(pattern: string, call: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = call.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

/** What a call carries, checked. @throws FakeRefusal that names what is wrong */
export function bodyOf<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new FakeRefusal(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
