import { zhHansAssistance } from './assistance.ts';
import { zhHans } from './first.ts';
import { zhHansPension } from './pension.ts';
import { zhHansSpoken } from './spoken.ts';
import { zhHansVisit } from './visit.ts';

/** All words of the first language; its keys are the source of the key type. */
export const texts = {
  ...zhHans,
  ...zhHansVisit,
  ...zhHansPension,
  ...zhHansAssistance,
  ...zhHansSpoken,
} as const;
