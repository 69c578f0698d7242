import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type { IdentityCard, IdentityCardReader } from '../../devices/identity-card-reader-contract.ts';
import { type CommandHandler, failed } from '../command-handlers.ts';
import type { Reception } from '../reception.ts';

/** `IdentityCard.Read`: the page learns enough to greet; what a visit needs is made ready right behind it. */
export function identityCardRead(
  reader: IdentityCardReader,
  reception: Reception,
  onRead: (card: IdentityCard) => void,
): CommandHandler<'IdentityCard.Read'> {
  return {
    outlivesPage: false,
    async run(_payload, context) {
      const { event } = context;
      const turn = reception.wait(context.signal);
      const read = await reader.read(
        {
          insertCard: () => event('CardReader.InsertCardEvent', {}),
          mediaInserted: () => event('CardReader.MediaInsertedEvent', {}),
        },
        turn.signal,
      );
      if (!read.ok || !turn.come()) {
        turn.leave();
        if (!read.ok) return failed(read.error);
        reader.release();
        return { completionCode: 'canceled' };
      }
      // After the completion is on its way. No question for records can come in between: it would have to be read from
      // the network first.
      setImmediate(() => {
        onRead(read.value);
        turn.leave();
      });
      const { kind, name, number } = read.value;
      return {
        completionCode: 'success',
        payload: { cardKind: kind, maskedName: maskName(name), maskedNumber: maskNumber(number) },
      };
    },
  };
}
