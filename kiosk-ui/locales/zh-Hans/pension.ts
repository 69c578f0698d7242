/** The pension service's explanations and figures. */
export const zhHansPension = {} as const;
