import { type Finding, finding } from './finding.ts';
import { px } from './layout-probes.ts';
import { type Box, holds, isInert, isSeen, nameOf, type TextLine, targets, textLines } from './seen.ts';

const TOLERANCE_PX = 1.5;

/** Nothing scrolls, nothing is cut off, nothing lies on something else. */
export function overflows(): Finding[] {
  const lines = textLines();
  return [...scrolling(), ...offTheGlass(lines), ...outOfBox(lines), ...overlapping(lines), ...shortened()];
}

function scrolling(): Finding[] {
  const found: Finding[] = [];
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight)
    found.push(
      finding(
        'the page scrolls',
        'html',
        `the page is ${scrollWidth}×${scrollHeight}`,
        scrollHeight - innerHeight,
      ),
    );
  for (const element of document.querySelectorAll('body, body *')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX + overflowY))
      found.push(
        finding(
          'something scrolls',
          nameOf(element),
          `${nameOf(element)} has overflow ${overflowX} ${overflowY}`,
          1,
        ),
      );
  }
  return found;
}

function offTheGlass(lines: readonly TextLine[]): Finding[] {
  const glass = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  return [
    ...lines.flatMap(({ element, ink, text }) =>
      holds(glass, ink, TOLERANCE_PX) ? [] : [outside('words off the glass', element, ink, glass, text)],
    ),
    ...targets().flatMap((target) => {
      const box = target.getBoundingClientRect();
      return holds(glass, box, TOLERANCE_PX) ? [] : [outside('target off the glass', target, box, glass, '')];
    }),
  ];
}

/** Words that reach out of what they stand in: a button, a card, a cell, or whatever clips them. */
function outOfBox(lines: readonly TextLine[]): Finding[] {
  const boxes = new Map<Element, DOMRect | null>();
  const boxOf = (element: Element): DOMRect | null => {
    const known = boxes.get(element);
    if (known !== undefined) return known;
    const box = isBox(element) ? element.getBoundingClientRect() : null;
    boxes.set(element, box);
    return box;
  };
  return lines.flatMap(({ element, ink, text }) => {
    for (let outer = element; outer !== document.body; outer = outer.parentElement ?? document.body) {
      const box = boxOf(outer);
      if (box !== null && !holds(box, ink, TOLERANCE_PX))
        return [outside(`words out of ${nameOf(outer)}`, element, ink, box, text)];
    }
    return [];
  });
}

function isBox(element: Element): boolean {
  const style = getComputedStyle(element);
  const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  if (element instanceof SVGElement) return element instanceof SVGSVGElement && clips;
  if (style.display === 'inline' || style.display === 'contents') return false;
  return (
    clips ||
    style.backgroundColor !== 'rgba(0, 0, 0, 0)' ||
    [style.borderTopWidth, style.borderInlineStartWidth].some((width) => width !== '0px') ||
    element.matches('main, header, footer, button, td, th, li')
  );
}

/** Two texts in one place, or a text under a button that is not its own. */
function overlapping(lines: readonly TextLine[]): Finding[] {
  const found: Finding[] = [];
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.element === other.element || !areOnTop(one.ink, other.ink)) continue;
      const where = `${nameOf(one.element)} and ${nameOf(other.element)}`;
      found.push(
        finding(
          'words on words',
          where,
          `“${one.text.slice(0, 12)}” and “${other.text.slice(0, 12)}” (${where}) overlap`,
          1,
        ),
      );
    }
  }
  for (const target of targets()) {
    const box = target.getBoundingClientRect();
    for (const { element, ink, text } of lines) {
      if (target.contains(element) || element.contains(target) || !areOnTop(box, ink)) continue;
      const where = `${nameOf(target)} and ${nameOf(element)}`;
      found.push(
        finding(
          'a target on words',
          where,
          `${nameOf(target)} lies on “${text.slice(0, 12)}” (${nameOf(element)})`,
          1,
        ),
      );
    }
  }
  return found;
}

const OVERLAP_PX = 2;

const areOnTop = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > OVERLAP_PX &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > OVERLAP_PX;

/** An amount or a name that ends in three dots says nothing. */
function shortened(): Finding[] {
  return [...document.querySelectorAll('body *')]
    .filter(
      (element) =>
        isSeen(element) &&
        !isInert(element) &&
        getComputedStyle(element).textOverflow === 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1,
    )
    .map((element) => finding('words shortened', nameOf(element), `${nameOf(element)} is cut with …`, 1));
}

function outside(rule: string, element: Element, inner: Box, outer: Box, text: string): Finding {
  const by = Math.max(
    outer.left - inner.left,
    outer.top - inner.top,
    inner.right - outer.right,
    inner.bottom - outer.bottom,
  );
  const words = text === '' ? '' : ` “${text.slice(0, 12)}”`;
  return finding(rule, nameOf(element), `${nameOf(element)}${words} is ${px(by)} outside`, by);
}
