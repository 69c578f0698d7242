import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type {
  IdentityCardReader,
  IdentityCardReadFailure,
} from '../../devices/identity-card-reader-contract.ts';
import type { CitizenSession } from '../../records/citizen-session.ts';
import type { CommandHandler, CommandOutcome } from '../command-handlers.ts';

/** `IdentityCard.Read`: the page learns enough to greet; the records session opens in the same moment. */
export function identityCardRead(
  reader: IdentityCardReader,
  session: CitizenSession,
): CommandHandler<'IdentityCard.Read'> {
  return {
    outlivesPage: false,
    async run(_payload, { signal, event }) {
      const read = await reader.read(
        {
          insertCard: () => event('CardReader.InsertCardEvent', {}),
          mediaInserted: () => event('CardReader.MediaInsertedEvent', {}),
        },
        signal,
      );
      if (!read.ok) return outcomeOf(read.error);
      session.begin(read.value);
      const { kind, name, number } = read.value;
      return {
        completionCode: 'success',
        payload: { cardKind: kind, maskedName: maskName(name), maskedNumber: maskNumber(number) },
      };
    },
  };
}

function outcomeOf(failure: IdentityCardReadFailure): CommandOutcome<'IdentityCard.Read'> {
  return failure.type === 'commandErrorCode'
    ? { completionCode: 'commandErrorCode', errorCode: failure.errorCode }
    : { completionCode: failure.type };
}
