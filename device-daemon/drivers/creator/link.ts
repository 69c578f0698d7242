import { err, ok } from '#shared/result.ts';
import type { OpenBinding } from '../../bindings/binding.ts';
import type { ChipCardReader, OpenChipCardReaderLink } from '../chip-card-reader.ts';
import { type CreatorDialect, CreatorLine } from './line.ts';

/** Puts a reader of this family on a port. */
export function creatorLink(
  openBinding: OpenBinding,
  model: string,
  dialect: CreatorDialect,
  converse: (line: CreatorLine, close: () => Promise<void>) => ChipCardReader,
): OpenChipCardReaderLink {
  return async (lost) => {
    let line: CreatorLine | null = null;
    const opened = await openBinding({
      data: (bytes) => line?.receive(bytes),
      lost: () => {
        line?.end();
        lost();
      },
    });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    const spoken = new CreatorLine(binding, dialect);
    line = spoken;
    const close = () => {
      spoken.end();
      return binding.close();
    };
    return ok({
      port: binding.port,
      model,
      reader: converse(spoken, close),
      confirm: () => binding.confirm(),
    });
  };
}
