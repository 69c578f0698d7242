import axe from 'axe-core';
import { CONTROL_CONTRAST_MIN } from '../thresholds.ts';
import { colour, contrast, groundOf, over } from './colours.ts';
import { type Finding, finding } from './finding.ts';
import { nameOf, targets } from './seen.ts';

/** The edge of every control stands out from what lies around it: by its border or by its own ground. */
export function weakContrast(): Finding[] {
  return targets().flatMap((target) => {
    const around = groundOf(target.parentElement);
    const style = getComputedStyle(target);
    const border = over(colour(style.borderTopColor), around);
    const edges = [groundOf(target), ...(style.borderTopWidth === '0px' ? [] : [border])];
    const best = Math.max(...edges.map((edge) => contrast(edge, around)));
    // A control of picture and words alone is known by these; axe looks after them.
    const isBare = best < 1.05;
    if (best >= CONTROL_CONTRAST_MIN || isBare) return [];
    const words = `${nameOf(target)} stands out by ${best.toFixed(1)}:1, at least ${CONTROL_CONTRAST_MIN}:1`;
    return [finding('control hardly seen', nameOf(target), words, CONTROL_CONTRAST_MIN - best)];
  });
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds serious, and words with less than 7:1. */
export async function assistiveFaults(): Promise<Finding[]> {
  const { violations } = await axe.run(document, {
    runOnly: RULES,
    rules: { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true } },
    resultTypes: ['violations'],
  });
  return violations
    .filter(({ impact, id }) => impact === 'serious' || impact === 'critical' || MINDED.has(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) =>
        finding(`axe ${id}`, target.join(' '), `${target.join(' ')} ${contrastWords(any[0]?.data)}`, 1),
      ),
    );
}

/** Moderate to axe, not to us. */
const MINDED = new Set([
  'page-has-heading-one',
  'landmark-one-main',
  'region',
  'heading-order',
  'landmark-unique',
  'html-has-lang',
]);

function contrastWords(data: unknown): string {
  const { contrastRatio, fgColor, bgColor } = (data ?? {}) as Record<string, unknown>;
  return contrastRatio === undefined ? '' : `has ${contrastRatio}:1 (${fgColor} on ${bgColor})`;
}
