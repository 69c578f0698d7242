import type { TextsWithSingular } from '../keys.ts';

/** What is missing is said in the first language. */
export const texts: Partial<TextsWithSingular> = {};
