import { err, ok } from '#shared/result.ts';
import type { OpenBinding } from '../../bindings/binding.ts';
import type { OpenChipCardReaderLink } from '../chip-card-reader.ts';
import { GwiIc20Conversation } from './conversation.ts';
import { GwiIc20Reader } from './reader.ts';

/** @param openBinding one write is one output report of 64 bytes, without a number in front */
export function gwiIc20Link(openBinding: OpenBinding): OpenChipCardReaderLink {
  return async (lost) => {
    let conversation: GwiIc20Conversation | null = null;
    const opened = await openBinding({
      data: (report) => conversation?.receive(report),
      lost: () => {
        conversation?.end();
        lost();
      },
    });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    conversation = new GwiIc20Conversation(binding);
    return ok({
      port: binding.port,
      model: 'gwi-ic20',
      reader: new GwiIc20Reader(conversation, binding),
      confirm: () => binding.confirm(),
    });
  };
}
