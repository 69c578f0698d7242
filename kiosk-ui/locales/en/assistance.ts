/** What a person sets for themselves, and help: the overlays over every screen. */
export const enAssistance = {} as const;
