import {
  CAP_HEIGHT_EM,
  CAP_HEIGHT_MIN_MM,
  KEY_MIN_MM,
  LOW_REACH_PART,
  PRIMARY_MIN_MM,
  TARGET_GAP_MM,
  TARGET_MIN_MM,
  TARGET_MIN_PX,
  TEXT_MIN_PX,
} from '../thresholds.ts';
import { type Circumstances, type Finding, finding } from './finding.ts';
import { gapBetween, nameOf, targets, textLines } from './seen.ts';

/** Rounding of the layout. */
const TOLERANCE_PX = 0.6;

/** Large enough to hit. */
export function smallTargets({ pxPerMm }: Circumstances): Finding[] {
  const least = Math.max(TARGET_MIN_PX, TARGET_MIN_MM * pxPerMm);
  return targets().flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const leastHigh = target.matches('.button-primary') ? Math.max(least, PRIMARY_MIN_MM * pxPerMm) : least;
    const short = Math.max(least - width, leastHigh - height);
    if (short <= TOLERANCE_PX) return [];
    const words = `${nameOf(target)} is ${px(width)}×${px(height)}, at least ${px(least)}×${px(leastHigh)}`;
    return [finding('target too small', nameOf(target), words, short)];
  });
}

/** Far enough apart that a finger does not hit two. */
export function closeTargets({ pxPerMm }: Circumstances): Finding[] {
  const least = TARGET_GAP_MM * pxPerMm;
  const found: Finding[] = [];
  const boxes = targets().map((target) => ({ target, box: target.getBoundingClientRect() }));
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      if (one.target.contains(other.target)) continue;
      const gap = gapBetween(one.box, other.box);
      if (least - gap <= TOLERANCE_PX || areKeys(one.target, other.target, pxPerMm)) continue;
      const names = `${nameOf(one.target)} and ${nameOf(other.target)}`;
      found.push(
        finding('targets too close', names, `${names}: ${px(gap)} apart, at least ${px(least)}`, least - gap),
      );
    }
  }
  return found;
}

function areKeys(one: Element, other: Element, pxPerMm: number): boolean {
  const pad = one.closest('[data-keypad]');
  return (
    pad !== null &&
    pad === other.closest('[data-keypad]') &&
    [one, other].every((key) => key.getBoundingClientRect().width >= KEY_MIN_MM * pxPerMm)
  );
}

/** Large enough to read at arm's length. */
export function smallText({ pxPerMm, textSize, lowReach }: Circumstances): Finding[] {
  const layout = innerHeight >= innerWidth && !lowReach ? 'portrait' : 'landscape';
  const least = Math.max(
    TEXT_MIN_PX[layout][textSize],
    (CAP_HEIGHT_MIN_MM[textSize] / CAP_HEIGHT_EM) * pxPerMm,
  );
  return textLines().flatMap(({ text, element, fontSizePx }) =>
    least - fontSizePx <= TOLERANCE_PX
      ? []
      : [
          finding(
            'text too small',
            nameOf(element),
            `${nameOf(element)} “${text.slice(0, 12)}” stands in ${px(fontSizePx)}, at least ${px(least)}`,
            least - fontSizePx,
          ),
        ],
  );
}

/** Within the reach of who sits. */
export function highTargets({ lowReach }: Circumstances): Finding[] {
  if (!lowReach || innerHeight < innerWidth) return [];
  const highest = innerHeight * (1 - LOW_REACH_PART);
  return targets().flatMap((target) => {
    const { top } = target.getBoundingClientRect();
    return top >= highest - TOLERANCE_PX
      ? []
      : [
          finding(
            'target too high',
            nameOf(target),
            `${nameOf(target)} begins at ${px(top)}, at most as high as ${px(highest)}`,
            highest - top,
          ),
        ];
  });
}

export const px = (length: number): string => `${Math.round(length * 10) / 10}`;
