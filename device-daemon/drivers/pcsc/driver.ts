import { err, ok } from '#shared/result.ts';
import { type OpenPcsc, openPcsc } from '../../bindings/pcsc.ts';
import type { OpenChipCardReaderLink } from '../chip-card-reader.ts';
import { PcscChipCardReader } from './reader.ts';
import { PcscReaderTable } from './reader-table.ts';

export interface PcscLinkOptions {
  /** A part of the reader's name in any case, or `auto` for whatever readers there are. */
  readonly readerName: string;
}

/** The service tells its readers within milliseconds. One that is plugged later is found by the next open. */
const READERS_TOLD_MS = 300;
/** Of a device that shows itself as several readers, the others are told right after the first. */
const OTHERS_TOLD_MS = 50;

/** A reader of any maker behind the PC/SC service of the system. */
export function pcscLink({ readerName }: PcscLinkOptions, open: OpenPcsc = openPcsc): OpenChipCardReaderLink {
  return async (lost) => {
    const table = new PcscReaderTable(readerName);
    let reader: PcscChipCardReader | null = null;
    let isGone = false;
    const gone = (): void => {
      if (isGone) return;
      isGone = true;
      reader?.end();
      if (reader !== null) lost();
    };
    const opened = await open({
      readerChanged: (changed) => table.set(changed),
      // A device of several readers is unplugged as a whole; what is left of it is looked at anew.
      readerGone: (name) => {
        if (table.delete(name)) gone();
      },
      lost: gone,
    });
    if (!opened.ok) return err(opened.error);
    const service = opened.value;
    await table.until(() => isGone || table.forCards.length > 0, READERS_TOLD_MS);
    if (table.forCards.length > 0) await table.until(() => isGone, OTHERS_TOLD_MS);
    if (isGone || table.forCards.length === 0) {
      await service.close();
      return err('noDevice');
    }
    reader = new PcscChipCardReader(service, table);
    return ok({
      port: table.forCards.map(({ name }) => name).join(', '),
      model: 'pcsc',
      reader,
      confirm: () => undefined,
    });
  };
}
