import * as v from 'valibot';

/** `GET /health` */
export const Health = v.strictObject({
  /** `degraded`: the database or a replica is missing. */
  status: v.picklist(['ok', 'degraded']),
  /** `unavailable`: nobody can be served. */
  database: v.picklist(['ok', 'unavailable']),
  /** Standbys that answer queries; for one that is missing or too far behind the database answers. */
  replicas: v.strictObject({
    named: v.pipe(v.number(), v.integer(), v.minValue(0)),
    inUse: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
});
