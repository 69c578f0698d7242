/** A device that says nothing for so long has nothing to say. */
const DEVICE_TIMEOUT_MS = 8_000;

/** The first state after `starting`, or `starting` when none comes in time. */
export function settled(
  watch: (onChange: (state: string) => void) => void,
  start: () => void,
): Promise<string> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve('starting'), DEVICE_TIMEOUT_MS);
    watch((state) => {
      if (state === 'starting') return;
      clearTimeout(late);
      resolve(state);
    });
    start();
  });
}
