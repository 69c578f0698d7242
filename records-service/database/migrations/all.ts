import { records } from './0001-records.ts';
import { cardCredentials } from './0002-card-credentials.ts';
import { idempotentWrites } from './0003-idempotent-writes.ts';
import type { Migration } from './migration.ts';

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [records, cardCredentials, idempotentWrites];
