import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { OpenDatabase } from '../database/database.ts';
import { routeOf } from './access.ts';
import { Refusal } from './errors.ts';

const MS_PER_S = 1_000;
/** A page waits for several answers at once, so the small ones tell the most. */
const BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * `GET /metrics` in Prometheus format. Labels are routes, status codes and servers; no person can be told from them.
 *
 * Only for this machine, as the kiosk's own: whoever came through a proxy, or from elsewhere, finds nothing here.
 */
export function serveMetrics(server: FastifyInstance, database: OpenDatabase): void {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'records_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route and HTTP status',
    labelNames: ['route', 'status'],
    buckets: BUCKETS_S,
    registers,
  });
  new Gauge({
    name: 'records_database_writable',
    help: '1 while a server that takes writes is connected; at 0 nobody can be served',
    registers,
    collect() {
      this.set(database.state().isWritable ? 1 : 0);
    },
  });
  new Gauge({
    name: 'records_replica_in_use',
    help: '1 while a replica answers queries; at 0 it is away or too far behind, and the primary answers',
    labelNames: ['server'],
    registers,
    collect() {
      for (const { name, usable } of database.state().replicas) this.set({ server: name }, usable ? 1 : 0);
    },
  });
  new Gauge({
    name: 'records_replica_lag_seconds',
    help: 'How old what a replica has may be; no value while that is not known',
    labelNames: ['server'],
    registers,
    collect() {
      this.reset();
      for (const { name, lagMs } of database.state().replicas)
        if (lagMs !== null) this.set({ server: name }, lagMs / MS_PER_S);
    },
  });
  server.addHook('onResponse', async (request, reply) => {
    durations.observe(
      { route: routeOf(request), status: String(reply.statusCode) },
      reply.elapsedTime / MS_PER_S,
    );
  });
  server.get('/metrics', async (request, reply) => {
    if (!isFromHere(request)) throw new Refusal('notFound', 'no such route');
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

function isFromHere({ raw }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? '';
  return /^(::ffff:)?127\.|^::1$/.test(address) && raw.headers['x-forwarded-for'] === undefined;
}
