import { err, ok } from '#shared/result.ts';
import type { OpenBinding } from '../../bindings/binding.ts';
import type { OpenPinPadLink } from '../pin-pad/pin-pad-driver.ts';
import { SzztConversation } from './conversation.ts';

/** The protocol of SZZT's encrypting PIN pads, with their keys in the clear. */
export function szztLink(openBinding: OpenBinding): OpenPinPadLink {
  return async (lost) => {
    let conversation: SzztConversation | null = null;
    const opened = await openBinding({
      data: (bytes) => conversation?.receive(bytes),
      lost: () => {
        conversation?.end();
        lost();
      },
    });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    const spoken = new SzztConversation(binding);
    conversation = spoken;
    return ok({
      port: binding.port,
      model: 'szzt',
      selfTest: () => spoken.selfTest(),
      ping: () => spoken.ping(),
      collect: (collection, signal) => spoken.collect(collection, signal),
      confirm: () => binding.confirm(),
      close: () => {
        spoken.end();
        return binding.close();
      },
    });
  };
}
