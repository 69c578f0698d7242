/** What is only heard, never seen. */
export const enSpoken = {} as const;
