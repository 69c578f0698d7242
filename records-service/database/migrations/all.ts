import { records } from './0001-records.ts';
import { cardCredentials } from './0002-card-credentials.ts';
import { idempotentWrites } from './0003-idempotent-writes.ts';
import { pensionHistory } from './0004-pension-history.ts';
import { payments } from './0005-payments.ts';
import { applications } from './0006-applications.ts';
import { queryPassword } from './0007-query-password.ts';
import { publicInformation } from './0008-public-information.ts';
import type { Migration } from './migration.ts';

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [
  records,
  cardCredentials,
  idempotentWrites,
  pensionHistory,
  payments,
  applications,
  queryPassword,
  publicInformation,
];
