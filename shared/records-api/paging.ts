import * as v from 'valibot';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

/** As text, as it stands in the URL. */
export const pageSize = v.pipe(
  v.string(),
  v.regex(/^([1-9]|[1-9]\d|100)$/, `a number of rows from 1 to ${PAGE_SIZE_MAX}`),
);

/**
 * A page of a list, by the key of the row before it: rows that come in between neither shift nor repeat others.
 * @param key schema of that key
 */
export const pageQuery = <Key extends v.GenericSchema<string>>(key: Key) => ({
  /** Key of the last row of the page before; the first page without it. */
  after: v.optional(key),
  limit: v.optional(pageSize, String(PAGE_SIZE_DEFAULT)),
});

/** Whether there is more: the key to ask on with, or null. */
export const nextAfter = v.nullable(v.string());
