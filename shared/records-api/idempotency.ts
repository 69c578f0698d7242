import * as v from 'valibot';

/** Every call that changes something carries one in its `Idempotency-Key` header; a repeat of the call carries the same. */
export const IdempotencyKey = v.pipe(v.string(), v.uuid('a UUID'));
export type IdempotencyKey = v.InferOutput<typeof IdempotencyKey>;

/** `true` on an answer that was given to an earlier call with the same key. */
export const IDEMPOTENCY_REPLAYED_HEADER = 'idempotency-replayed';
