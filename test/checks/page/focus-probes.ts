import { CONTROL_CONTRAST_MIN, FOCUS_RING_MIN_PX } from '../thresholds.ts';
import { colour, contrast, groundOf, over } from './colours.ts';
import { type Finding, finding } from './finding.ts';
import { holds, nameOf, targets } from './seen.ts';

/**
 * The order of the keys is the order of reading: on, then down. Up again goes it only to a column that comes later in
 * the line.
 */
export function focusOrder(): Finding[] {
  const rightToLeft = document.documentElement.dir === 'rtl';
  const boxes = targets().map((target) => ({ name: nameOf(target), box: target.getBoundingClientRect() }));
  return boxes.flatMap(({ name, box }, index) => {
    const before = boxes[index - 1];
    if (before === undefined) return [];
    const isAbove = box.bottom <= before.box.top + 1;
    const isBelow = box.top >= before.box.bottom - 1;
    const isFurther = rightToLeft ? box.right <= before.box.left + 1 : box.left >= before.box.right - 1;
    // On the same line it goes on; a higher one has to stand in a later column.
    const isRight = isBelow || isFurther;
    const words = `the focus goes from ${before.name} ${isAbove ? 'up' : 'back'} to ${name}`;
    return isRight ? [] : [finding('focus jumps', `${before.name} to ${name}`, words, 1)];
  });
}

/** Where the focus is can be seen: a ring, whole, that stands out from both of its sides. */
export function focusRings(): Finding[] {
  const found: Finding[] = [];
  const before = document.activeElement;
  for (const target of targets().filter((each) => !each.matches(':disabled'))) {
    target.focus({ preventScroll: true });
    const style = getComputedStyle(target);
    const width = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
    const offset = Number.parseFloat(style.outlineOffset);
    if (document.activeElement !== target) {
      found.push(finding('focus is refused', nameOf(target), `${nameOf(target)} takes no focus`, 1));
      continue;
    }
    if (width < FOCUS_RING_MIN_PX) {
      const words = `${nameOf(target)} has a ring of ${width} px, at least ${FOCUS_RING_MIN_PX}`;
      found.push(finding('no focus ring', nameOf(target), words, FOCUS_RING_MIN_PX - width));
      continue;
    }
    const around = groundOf(target.parentElement);
    const ring = contrast(over(colour(style.outlineColor), around), around);
    if (ring < CONTROL_CONTRAST_MIN) {
      const words = `${nameOf(target)} has a ring of ${ring.toFixed(1)}:1, at least ${CONTROL_CONTRAST_MIN}:1`;
      found.push(finding('focus ring hardly seen', nameOf(target), words, CONTROL_CONTRAST_MIN - ring));
    }
    const cut = cutBy(target, offset + FOCUS_RING_MIN_PX);
    if (cut !== null) {
      const words = `the ring of ${nameOf(target)} is cut by ${cut}`;
      found.push(finding('focus ring cut off', nameOf(target), words, 1));
    }
  }
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return found;
}

/** What clips the ring so that less of it is left than has to be seen; null where nothing does. */
function cutBy(target: Element, reach: number): string | null {
  const { left, top, right, bottom } = target.getBoundingClientRect();
  const ring = { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
  if (!holds({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }, ring, 0.5)) return 'the glass';
  for (
    let outer = target.parentElement;
    outer !== null && outer !== document.body;
    outer = outer.parentElement
  ) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(outer);
    if (overflowX === 'visible' && overflowY === 'visible' && clipPath === 'none') continue;
    if (!holds(outer.getBoundingClientRect(), ring, 0.5)) return nameOf(outer);
  }
  return null;
}

/** Who begins to read or to listen begins at the top: at the heading, or inside the dialog. */
export function focusBegins(): Finding[] {
  const active = document.activeElement;
  const dialog = document.querySelector('[role="dialog"], [role="alertdialog"]');
  const isRight = dialog === null ? active?.matches('h1') === true : dialog.contains(active);
  if (isRight) return [];
  const where = active === null ? 'nothing' : nameOf(active);
  return [finding('focus begins elsewhere', where, `the focus is at ${where}`, 1)];
}

/** Over a screen nothing below can be reached, and there is a way out. */
export function dialogIsAlone(): Finding[] {
  const dialog = document.querySelector('[role="dialog"], [role="alertdialog"]');
  if (dialog === null) return [];
  return targets()
    .filter((target) => !dialog.contains(target))
    .map((target) =>
      finding('reached below a dialog', nameOf(target), `${nameOf(target)} can be reached below a dialog`, 1),
    );
}
