/** What can be worked, in the order in which the page is read. */
const CONTROLS = 'button, a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])';

const DIALOGS = '[role="dialog"], [role="alertdialog"]';

export const isControl = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.matches(CONTROLS);

/** The topmost dialog, or the whole page where there is none: nothing below a dialog can be reached. */
export function topmostScope(page: Document = document): Element {
  const open = [...page.querySelectorAll(DIALOGS)].filter(
    (dialog) => dialog.closest('[inert]') === null && dialog.checkVisibility({ visibilityProperty: true }),
  );
  return open.at(-1) ?? page.body;
}

/** Every control that can be worked now, in reading order. */
export function controlsIn(scope: Element): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) =>
      !control.matches(':disabled') &&
      control.closest('[inert]') === null &&
      control.checkVisibility({ visibilityProperty: true }),
  );
}

/**
 * The control before or after, going round at the ends.
 * @param from where the focus is, or was last
 */
export function neighbour(
  controls: readonly HTMLElement[],
  from: Element | null,
  step: 1 | -1,
): HTMLElement | undefined {
  const here = isControl(from) ? controls.indexOf(from) : -1;
  if (here >= 0) return controls.at((here + step) % controls.length);
  if (from === null || !from.isConnected) return step === 1 ? controls[0] : controls.at(-1);
  // A heading, or a control that cannot be worked any more: what comes next to it in the page.
  const isAfter = (control: HTMLElement) =>
    (from.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return step === 1
    ? (controls.find(isAfter) ?? controls[0])
    : (controls.findLast((control) => !isAfter(control)) ?? controls.at(-1));
}

/** The control with that action that can be worked now. */
export const controlFor = (scope: Element, action: string): HTMLElement | undefined =>
  controlsIn(scope).find((control) => control.dataset['action'] === action);
