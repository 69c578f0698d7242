import * as v from 'valibot';
import { publicRoute } from '../route.ts';

const Health = v.strictObject({ status: v.picklist(['ok', 'degraded']) });

export const health = publicRoute({
  method: 'GET',
  path: '/health',
  summary: 'Whether records can be read; 503 where not',
  success: { status: 200, description: 'The state', schema: Health },
  otherwise: { status: 503, description: 'The records cannot be read', schema: Health },
  async answer({ parts, reply }) {
    const alive = await parts.database.isAlive();
    if (!alive) reply.status(503);
    return { status: alive ? 'ok' : 'degraded' };
  },
});
