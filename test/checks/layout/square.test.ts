import { checkLayouts } from './layout-checks.ts';

checkLayouts('square-17', ['square-19']);
