/**
 * Whatever a finger lies on looks pressed from the next frame on, until it is lifted or has slid away. The browser's own
 * `:active` comes only with a recognised tap, which is when the finger has gone: nobody would ever see it.
 */
export function showWhatIsPressed(): void {
  let pressed: Element | null = null;
  const release = () => {
    pressed?.removeAttribute('data-pressed');
    pressed = null;
  };
  document.addEventListener('pointerdown', ({ target, isPrimary, button }) => {
    if (!isPrimary || button !== 0) return;
    release();
    pressed = target instanceof Element ? target.closest('button:enabled') : null;
    pressed?.setAttribute('data-pressed', '');
  });
  document.addEventListener('pointermove', ({ clientX, clientY, isPrimary }) => {
    if (pressed === null || !isPrimary) return;
    // A touch stays its first target's wherever it goes.
    const under = document.elementFromPoint(clientX, clientY);
    if (under === null || !pressed.contains(under)) release();
  });
  for (const name of ['pointerup', 'pointercancel'] as const) document.addEventListener(name, release);
}
