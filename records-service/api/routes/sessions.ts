import type { FastifyReply } from 'fastify';
import { OpenSessionRequest, OpenSessionResponse } from '#shared/records-api/sessions.ts';
import { Refusal } from '../errors.ts';
import { publicRoute, sessionRoute } from '../route.ts';

export const openSession = publicRoute({
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Open a session with signed evidence of a card read or a code scanned',
  body: OpenSessionRequest,
  success: {
    status: 201,
    description: 'The session’s token, and who it is, masked',
    schema: OpenSessionResponse,
  },
  errors: [
    'terminalUnknown',
    'evidenceInvalid',
    'evidenceStale',
    'evidenceReplayed',
    'cardNotRegistered',
    'cardNotInUse',
    'codeRefused',
    'platformUnavailable',
  ],
  async answer({ body, parts, reply, route }) {
    const opened = await parts.sessions.open(body.evidence, callerGone(reply));
    if (opened.ok) return opened.value;
    const { code, detail, terminalId } = opened.error;
    throw await parts.refusedCalls.record(new Refusal(code, detail), {
      address: reply.request.ip,
      route,
      // Only whoever has a terminal's key gets further than that.
      isStranger: code === 'terminalUnknown' || code === 'evidenceInvalid',
      write: () => parts.audit.write(parts.database.queries, 'sessionRefused', { terminalId, code }),
    });
  },
});

export const closeSession = sessionRoute({
  method: 'DELETE',
  path: '/v1/sessions/current',
  summary: 'Close the session',
  success: { status: 204, description: 'Closed' },
  answer: ({ session, parts }) => parts.sessions.close(session.ids),
});

/** Aborted when the caller leaves before it has its answer. */
function callerGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
