import { describe, expect, it } from 'vitest';
import type { PcscReader } from '../../bindings/pcsc.ts';
import { PcscReaderTable } from './reader-table.ts';

const reader = (name: string, card: PcscReader['card'] = 'absent'): PcscReader => ({
  name,
  card,
  changes: 0,
});
const names = (readers: readonly PcscReader[]): string[] => readers.map(({ name }) => name);

describe('the readers of one device', () => {
  it('are those with a part of the name, in any case; the one for modules is none for cards', () => {
    const table = new PcscReaderTable('dual reader');
    table.set(reader('Maker DUAL Reader [Contact] 00 00'));
    table.set(reader('Maker DUAL Reader [Contactless] 01 00'));
    table.set(reader('Maker DUAL Reader [SAM] 02 00', 'present'));
    table.set(reader('Keyboard with a slot 00 00'));
    expect(names(table.forCards)).toEqual([
      'Maker DUAL Reader [Contact] 00 00',
      'Maker DUAL Reader [Contactless] 01 00',
    ]);
    expect(table.forModule?.name).toBe('Maker DUAL Reader [SAM] 02 00');
    expect(table.delete('Keyboard with a slot 00 00')).toBe(false);
    expect(table.delete('Maker DUAL Reader [Contact] 00 00')).toBe(true);
  });

  it('are all there are for "auto"; SAM inside a word means nothing', () => {
    const table = new PcscReaderTable('auto');
    table.set(reader('Samlet Reader 00 00'));
    table.set(reader('Other 00 00'));
    expect(names(table.forCards)).toEqual(['Samlet Reader 00 00', 'Other 00 00']);
    expect(table.forModule).toBeNull();
  });
});

describe('waiting', () => {
  it('ends with the change that was waited for, or with the time', async () => {
    const table = new PcscReaderTable('auto');
    const waiting = table.until(() => table.forCards.length > 1, 5_000);
    table.set(reader('A'));
    table.set(reader('B'));
    expect(await waiting).toBe(true);
    expect(await table.until(() => false, 10)).toBe(false);
  });
});
