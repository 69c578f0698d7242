import { err, ok } from '#shared/result.ts';
import type { OpenBinding } from '../../bindings/binding.ts';
import { type KeyPlace, KeyPresses } from './key-map.ts';
import type { OpenKeypadLink } from './keypad-driver.ts';

/** A keypad whose reports are read with a map of its keys. Each call of the binding's listener is one report. */
export function hidKeypadLink(openBinding: OpenBinding, places: readonly KeyPlace[]): OpenKeypadLink {
  return async (listener) => {
    // Made with the port: a key that was held when the cable was pulled is not down for ever.
    const presses = new KeyPresses(places);
    const opened = await openBinding({
      data: (report) => {
        for (const key of presses.take(report)) listener.pressed(key);
      },
      lost: listener.lost,
    });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    return ok({
      port: binding.port,
      model: 'hid',
      selfTest: async () => ({ type: 'well', description: null }),
      confirm: () => binding.confirm(),
      close: () => binding.close(),
    });
  };
}
