import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';
import type { OpenPinPadLink } from '../pin-pad/pin-pad-driver.ts';
import { askFlavor, runDialog } from './dialog.ts';

/** A dialog of the kiosk's shell instead of a pad: GnuPG's pinentry programs, or any other that speaks like them. */
export function pinentryLink(program: string): OpenPinPadLink {
  return async () => {
    const found = await executable(program);
    if (!found.ok) return found;
    // A link that is closed takes its dialog with it.
    const closing = new AbortController();
    let running: Promise<unknown> = Promise.resolve();
    return ok({
      port: program,
      model: 'pinentry',
      selfTest: () => askFlavor(program),
      ping: async () => ((await executable(program)).ok ? { type: 'well' } : { type: 'silent' }),
      collect: (collection, signal) => {
        const collecting = runDialog(program, collection, AbortSignal.any([signal, closing.signal]));
        running = collecting.then((outcome) => (outcome.type === 'ended' ? outcome.closing : outcome));
        return collecting;
      },
      confirm: () => undefined,
      close: async () => {
        closing.abort();
        await running;
      },
    });
  };
}

async function executable(program: string): Promise<Result<void, BindingOpenError>> {
  try {
    await access(program, constants.X_OK);
    return ok(undefined);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('noDevice');
    return err(code === 'EACCES' ? 'notPermitted' : 'failed');
  }
}
