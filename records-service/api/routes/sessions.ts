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
  async answer({ body, parts, reply }) {
    const opened = await parts.sessions.open(body.evidence, callerGone(reply));
    if (!opened.ok) throw new Refusal(opened.error.code, opened.error.detail);
    return opened.value;
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
