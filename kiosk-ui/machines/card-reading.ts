import { fromCallback } from 'xstate';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { CommandName, CompletionPayload, ErrorCodeOf } from '#shared/protocol/messages.ts';
import type { Link } from '../daemon-link/link.ts';
import type { CardProblemCode } from './screen-model.ts';
import type { Way } from './ways.ts';

/** What the readers and the pad say while one of their commands is pending. */
export type ReadEvent =
  | { type: 'reader.waited'; way: Way }
  | { type: 'card.laidDown'; way: Way }
  | { type: 'card.read'; way: Way; holder: CardHolder }
  /** The card is read, and asks for its PIN. */
  | { type: 'card.wantedPin'; triesLeft: number }
  | { type: 'card.refused'; way: Way; errorCode: CardProblemCode }
  | { type: 'reader.failed'; way: Way }
  | { type: 'pin.requested'; triesLeft: number; wrong: boolean }
  | { type: 'pin.keyPressed'; digits: number };

type ReadCommand =
  | 'IdentityCard.Read'
  | 'SocialSecurityCard.Read'
  | 'SocialSecurityCard.VerifyPin'
  | 'ElectronicCard.Read';

/**
 * Keeps one command pending for as long as it runs: a card starts a visit at any moment. A card may be read in the very
 * moment in which nobody wants it any more, another having been read or the person having gone back: the session that it
 * has opened is nobody's, and is ended.
 */
function createRead<Name extends ReadCommand & CommandName>(
  link: Link,
  name: Name,
  way: Way,
  done: (payload: CompletionPayload<Name>) => ReadEvent,
) {
  return fromCallback<{ type: 'none' }>(({ sendBack }) => {
    const send = (event: ReadEvent) => sendBack(event);
    let wanted = true;
    const call = link.command(name, {} as never, ({ header, payload }) => {
      if (header.name === 'CardReader.InsertCardEvent') send({ type: 'reader.waited', way });
      if (header.name === 'CardReader.MediaInsertedEvent') send({ type: 'card.laidDown', way });
      if (header.name === 'PinPad.EntryRequestedEvent')
        send({ type: 'pin.requested', ...(payload as { triesLeft: number; wrong: boolean }) });
      if (header.name === 'PinPad.KeyPressedEvent')
        send({ type: 'pin.keyPressed', ...(payload as { digits: number }) });
    });
    void call.outcome.then((outcome) => {
      if (!wanted) {
        if (outcome.code === 'success' && done(outcome.payload).type === 'card.read')
          link.command('Session.End', {});
      } else if (outcome.code === 'success') send(done(outcome.payload));
      else if (outcome.code === 'commandErrorCode')
        send({ type: 'card.refused', way, errorCode: outcome.errorCode as ErrorCodeOf<ReadCommand> });
      else send({ type: 'reader.failed', way });
    });
    return () => {
      wanted = false;
      call.cancel();
    };
  });
}

export const createReadIdentityCard = (link: Link) =>
  createRead(link, 'IdentityCard.Read', 'identityCard', (holder) => ({
    type: 'card.read',
    way: 'identityCard',
    holder,
  }));

export const createReadSocialSecurityCard = (link: Link) =>
  createRead(link, 'SocialSecurityCard.Read', 'socialSecurityCard', ({ pinTriesLeft, ...holder }) =>
    pinTriesLeft === null
      ? { type: 'card.read', way: 'socialSecurityCard', holder }
      : { type: 'card.wantedPin', triesLeft: pinTriesLeft },
  );

export const createVerifyPin = (link: Link) =>
  createRead(link, 'SocialSecurityCard.VerifyPin', 'socialSecurityCard', (holder) => ({
    type: 'card.read',
    way: 'socialSecurityCard',
    holder,
  }));

export const createScanCode = (link: Link) =>
  createRead(link, 'ElectronicCard.Read', 'electronicCard', (holder) => ({
    type: 'card.read',
    way: 'electronicCard',
    holder,
  }));
