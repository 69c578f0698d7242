import { Health } from '#shared/records-api/operation.ts';
import { publicRoute } from '../route.ts';

export const health = publicRoute({
  method: 'GET',
  path: '/health',
  summary: 'Whether records can be read; 503 where not',
  success: {
    status: 200,
    description: 'The state; without a replica the database answers for it',
    schema: Health,
  },
  otherwise: { status: 503, description: 'The records cannot be read', schema: Health },
  async answer({ parts, reply }) {
    const alive = await parts.database.isAlive();
    const { replicas } = parts.database.state();
    const inUse = replicas.filter(({ usable }) => usable).length;
    if (!alive) reply.status(503);
    return {
      status: alive && inUse === replicas.length ? 'ok' : 'degraded',
      database: alive ? 'ok' : 'unavailable',
      replicas: { named: replicas.length, inUse },
    };
  },
});
