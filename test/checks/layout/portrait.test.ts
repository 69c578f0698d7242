import { checkLayouts } from './layout-checks.ts';

checkLayouts('portrait-21', ['portrait-27', 'portrait-32']);
