/** What of the document a person sees and can use now. */

const TARGETS = 'button, a[href], input, select, textarea, [role="button"], [tabindex="0"]';

export const isInert = (element: Element): boolean => element.closest('[inert]') !== null;

export function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (element.closest('.unseen') !== null) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

/** Everything that can be pressed now. The whole glass as one button lies under the others and is none of them. */
export function targets(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(TARGETS)].filter(
    (element) => isSeen(element) && !isInert(element) && !element.matches('.touch-anywhere'),
  );
}

/** A short name that a person finds in the source: its action, or class and first words. */
export function nameOf(element: Element): string {
  const action = element.closest('[data-action]')?.getAttribute('data-action');
  const own = element.getAttribute('class')?.split(' ')[0];
  const tag = `${element.tagName.toLowerCase()}${own === undefined || own === '' ? '' : `.${own}`}`;
  if (action !== null && action !== undefined)
    return element.matches('[data-action]') ? `[${action}]` : `[${action}] ${tag}`;
  const region = element.parentElement?.closest('[class]')?.getAttribute('class')?.split(' ')[0];
  return region === undefined || region === '' ? tag : `.${region} > ${tag}`;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface TextLine {
  readonly text: string;
  readonly element: Element;
  /** As high as the letters, not as the font's own generous box. */
  readonly ink: Box;
  readonly fontSizePx: number;
}

/** Every line of words that is seen, where it stands. */
export function textLines(): TextLine[] {
  const lines: TextLine[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (text === '' || element === null || !isSeen(element) || isInert(element)) continue;
    const fontSizePx = Number.parseFloat(getComputedStyle(element).fontSize) * drawnScale(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom, width } of range.getClientRects()) {
      if (width < 1) continue;
      const middle = (top + bottom) / 2;
      // Half an em above and below the middle: hanzi fill it, Latin letters stay within.
      const half = (fontSizePx * 0.9) / 2;
      lines.push({
        text,
        element,
        ink: { left, top: middle - half, right, bottom: middle + half },
        fontSizePx,
      });
    }
  }
  return lines;
}

/** Words in a drawing are as large as the drawing makes them. */
function drawnScale(element: Element): number {
  return element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
}

/** Between two boxes, edge to edge; 0 where they touch or overlap. */
export function gapBetween(one: Box, other: Box): number {
  const across = Math.max(0, one.left - other.right, other.left - one.right);
  const along = Math.max(0, one.top - other.bottom, other.top - one.bottom);
  return Math.hypot(across, along);
}

export const holds = (outer: Box, inner: Box, tolerance: number): boolean =>
  inner.left >= outer.left - tolerance &&
  inner.top >= outer.top - tolerance &&
  inner.right <= outer.right + tolerance &&
  inner.bottom <= outer.bottom + tolerance;
