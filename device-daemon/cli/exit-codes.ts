/** What a script that calls the tools can rely on. */
export const EXIT = { well: 0, ill: 1, refused: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
