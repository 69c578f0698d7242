import type { Speech } from '../../devices/speech-contract.ts';
import { type CommandHandler, failed } from '../command-handlers.ts';

/** `Speech.Say`: completes when it is said, or when something else is to be said. */
export function speechSay(speech: Speech): CommandHandler<'Speech.Say'> {
  return {
    outlivesPage: false,
    async run(utterance, { signal }) {
      const said = await speech.say(utterance, signal);
      return said.ok ? { completionCode: 'success', payload: {} } : failed(said.error);
    },
  };
}
