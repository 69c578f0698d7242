import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';
import type { YearMonth } from '#shared/time/calendar.ts';

/** `2026-11` here, 202611 in the database. */
export const yearMonth = customType<{ data: YearMonth; driverData: number }>({
  dataType: () => 'year_month',
  toDriver: (month) => Number(month.replace('-', '')),
  fromDriver: (value) => {
    const digits = String(value);
    return `${digits.slice(0, 4)}-${digits.slice(4)}`;
  },
});

/** Whole fen. */
export const fen = (name: string) => bigint(name, { mode: 'number' });
/** Of a row that only this database knows. */
export const id = (name: string) => bigint(name, { mode: 'number' });
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
