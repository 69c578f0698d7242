/** The pension service's explanations and figures. */
export const enPension = {} as const;
