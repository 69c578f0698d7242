import type { PinPad } from '../../devices/pin-pad-contract.ts';
import { type CommandHandler, failed } from '../command-handlers.ts';
import { type CardAwaitingPin, openVisit, type SocialSecurityCardDesk } from './social-security-card-read.ts';

/** `SocialSecurityCard.VerifyPin`: from the pad to the card inside this process; the page learns counts. */
export function socialSecurityCardVerifyPin(
  desk: SocialSecurityCardDesk,
  awaitingPin: CardAwaitingPin,
  pad: PinPad,
): CommandHandler<'SocialSecurityCard.VerifyPin'> {
  return {
    outlivesPage: false,
    async run(_payload, { signal, event }) {
      const verified = await desk.reader.verifyPin(
        pad,
        {
          entryRequested: (triesLeft, wrong) => {
            awaitingPin.end();
            event('PinPad.EntryRequestedEvent', { triesLeft, wrong });
          },
          keyPressed: (digits) => event('PinPad.KeyPressedEvent', { digits }),
        },
        signal,
      );
      if (!verified.ok) return failed(verified.error);
      const opened = await openVisit(desk, verified.value, true, signal);
      if (opened.ok) return { completionCode: 'success', payload: opened.value };
      return opened.error === 'canceled'
        ? { completionCode: 'canceled' }
        : { completionCode: 'commandErrorCode', errorCode: opened.error };
    },
  };
}
