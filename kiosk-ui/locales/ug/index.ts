import './script.css';
import type { TextsWithSingular } from '../keys.ts';
import { ugAssistance } from './assistance.ts';
import { ugFirst } from './first.ts';
import { ugPension } from './pension.ts';
import { ugSpoken } from './spoken.ts';
import { ugVisit } from './visit.ts';

export const texts: TextsWithSingular = {
  ...ugFirst,
  ...ugVisit,
  ...ugPension,
  ...ugAssistance,
  ...ugSpoken,
};
