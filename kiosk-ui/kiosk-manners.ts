/**
 * What a browser does for its user and a kiosk must not: menus on a long press, dragging, zooming, going back. The
 * locked-down browser policy in deploy/ does the rest.
 */
export function teachKioskManners(): void {
  const prevent = (event: globalThis.Event) => event.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'drop', 'dragover', 'selectstart', 'gesturestart']) {
    document.addEventListener(name, prevent);
  }
  document.addEventListener('wheel', prevent, { passive: false });
  document.addEventListener('touchmove', prevent, { passive: false });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)) event.preventDefault();
  });
}
