import { checkLayouts } from './layout-checks.ts';

checkLayouts('wide-15', []);
