/** What is only heard, never seen. */
export const zhHansSpoken = {} as const;
