import './script.css';
import type { Texts } from '../keys.ts';
import { zhHantAssistance } from './assistance.ts';
import { zhHantFirst } from './first.ts';
import { zhHantPension } from './pension.ts';
import { zhHantSpoken } from './spoken.ts';
import { zhHantVisit } from './visit.ts';

export const texts: Texts = {
  ...zhHantFirst,
  ...zhHantVisit,
  ...zhHantPension,
  ...zhHantAssistance,
  ...zhHantSpoken,
};
