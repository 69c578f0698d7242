import { assign, fromCallback, setup } from 'xstate';
import type { CardHolder, IdentityCardErrorCode } from '#shared/protocol/cards.ts';
import type { Link } from '../daemon-link/link.ts';
import { PRESENT_CARD_MS, READER_RETRY_MS } from './delays.ts';

/** What the reader says while one `IdentityCard.Read` is pending. */
type ReadEvent =
  | { type: 'reader.waited' }
  | { type: 'card.laidDown' }
  | { type: 'card.read'; holder: CardHolder }
  | { type: 'card.refused'; errorCode: IdentityCardErrorCode }
  | { type: 'reader.failed' };

/** Keeps one read pending for as long as it runs: a card starts a visit at any moment. */
const createReadCard = (link: Link) =>
  fromCallback<{ type: 'none' }>(({ sendBack }) => {
    const send = (event: ReadEvent) => sendBack(event);
    const call = link.command('IdentityCard.Read', {}, ({ header }) => {
      if (header.name === 'CardReader.InsertCardEvent') send({ type: 'reader.waited' });
      if (header.name === 'CardReader.MediaInsertedEvent') send({ type: 'card.laidDown' });
    });
    void call.outcome.then((outcome) => {
      if (outcome.code === 'success') send({ type: 'card.read', holder: outcome.payload });
      else if (outcome.code === 'commandErrorCode')
        send({ type: 'card.refused', errorCode: outcome.errorCode });
      else send({ type: 'reader.failed' });
    });
    return call.cancel;
  });

/** Who is it? Waits for a card, with or without a touch before, and ends with its holder. */
export function createIdentifyMachine(link: Link) {
  return setup({
    types: {
      context: {} as { holder: CardHolder | null; errorCode: IdentityCardErrorCode | null },
      events: {} as
        | ReadEvent
        | { type: 'person.touchedScreen' }
        | { type: 'person.wentBack' }
        | { type: 'card.removed' },
      output: {} as CardHolder,
    },
    actors: { readCard: createReadCard(link) },
    actions: {
      keepHolder: assign((_, holder: CardHolder) => ({ holder })),
      keepErrorCode: assign((_, errorCode: IdentityCardErrorCode) => ({ errorCode })),
    },
    guards: {
      // It was taken away before it could be read: there is nothing left to take off the reader.
      isGoneAlready: (_, errorCode: IdentityCardErrorCode) => errorCode === 'noMedia',
    },
    delays: { presentCard: PRESENT_CARD_MS, readerRetry: READER_RETRY_MS, readAgain: PRESENT_CARD_MS },
  }).createMachine({
    id: 'identify',
    context: { holder: null, errorCode: null },
    initial: 'waitingForCard',
    output: ({ context }) => {
      if (context.holder === null) throw new Error('identification ends only with a holder');
      return context.holder;
    },
    states: {
      waitingForCard: {
        invoke: { id: 'readCard', src: 'readCard' },
        initial: 'inviting',
        on: {
          'card.read': {
            target: 'identified',
            actions: { type: 'keepHolder', params: ({ event }) => event.holder },
          },
          'card.refused': [
            {
              guard: { type: 'isGoneAlready', params: ({ event }) => event.errorCode },
              target: '.leftTooSoon',
              // Entered anew, so that the next read waits already while the message stands.
              reenter: true,
              actions: { type: 'keepErrorCode', params: ({ event }) => event.errorCode },
            },
            {
              target: 'cardRefused',
              actions: { type: 'keepErrorCode', params: ({ event }) => event.errorCode },
            },
          ],
          'reader.failed': 'readerFailed',
        },
        states: {
          inviting: { on: { 'person.touchedScreen': 'showingWhere', 'card.laidDown': 'reading' } },
          showingWhere: {
            after: { presentCard: 'inviting' },
            on: {
              'person.wentBack': 'inviting',
              'person.touchedScreen': { target: 'showingWhere', reenter: true },
              'card.laidDown': 'reading',
            },
          },
          leftTooSoon: {
            after: { presentCard: 'inviting' },
            on: { 'person.wentBack': 'inviting', 'card.laidDown': 'reading' },
          },
          // A card that was lifted within the daemon's own tries: it waits for one again.
          reading: { on: { 'reader.waited': 'showingWhere' } },
        },
      },
      cardRefused: {
        after: { readAgain: 'waitingForCard' },
        on: { 'card.removed': 'waitingForCard', 'person.wentBack': 'waitingForCard' },
      },
      readerFailed: { after: { readerRetry: 'waitingForCard' } },
      identified: { type: 'final' },
    },
  });
}
