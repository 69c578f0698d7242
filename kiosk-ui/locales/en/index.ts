import type { TextsWithSingular } from '../keys.ts';
import { enAssistance } from './assistance.ts';
import { enFirst } from './first.ts';
import { enPension } from './pension.ts';
import { enSpoken } from './spoken.ts';
import { enVisit } from './visit.ts';

export const texts: TextsWithSingular = {
  ...enFirst,
  ...enVisit,
  ...enPension,
  ...enAssistance,
  ...enSpoken,
};
