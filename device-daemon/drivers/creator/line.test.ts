import { describe, expect, it } from 'vitest';
import { crt591Parser, encodeCrt591Frame } from '../../framing/crt-591.ts';
import { CreatorLine } from './line.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

/** A line whose clearing is answered at once; what is written is noted as the view it was written from. */
function line(): { line: CreatorLine; written: Uint8Array[] } {
  const written: Uint8Array[] = [];
  const made: CreatorLine = new CreatorLine(
    {
      write: (bytes) => {
        written.push(bytes);
        if (bytes[0] === 0x04) queueMicrotask(() => made.receive(Uint8Array.of(0x04)));
      },
    },
    {
      parser: crt591Parser,
      encode: (text) => encodeCrt591Frame(2, text),
      address: 2,
      needsEnquiry: false,
      slowestBaudRate: 9600,
    },
  );
  return { line: made, written };
}

const request = (text: Uint8Array) => ({
  text,
  answerTimeoutMs: 1000,
  repeatable: false,
  isAnswer: (answer: Uint8Array) => answer[1] === text[1],
});

describe('a line', () => {
  it('is cleared before the first command, and takes the answer of its own unit only', async () => {
    const { line: spoken, written } = line();
    const exchange = spoken.exchange(request(hex('433130')));
    await Promise.resolve();
    await Promise.resolve();
    expect(written.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(['04', 'f202000343313003b2']);
    spoken.receive(Uint8Array.of(0x06));
    spoken.receive(encodeCrt591Frame(3, hex('503130323032')));
    spoken.receive(encodeCrt591Frame(2, hex('503130303030')));
    expect(await exchange).toEqual({ type: 'answered', text: hex('503130303030') });
  });

  it('keeps no command once it has been answered: it may have carried a PIN', async () => {
    const { line: spoken, written } = line();
    const text = hex('4351390020000003123456');
    const exchange = spoken.exchange(request(text));
    await Promise.resolve();
    await Promise.resolve();
    const frame = written.at(-1) ?? new Uint8Array();
    expect(Buffer.from(frame).toString('hex')).toContain('123456');
    spoken.receive(encodeCrt591Frame(2, hex('5051393230309000')));
    await exchange;
    expect(frame.every((byte) => byte === 0)).toBe(true);
    expect(text.every((byte) => byte === 0)).toBe(true);
  });

  it('settles what runs when the port goes, and writes nothing afterwards', async () => {
    const { line: spoken, written } = line();
    const exchange = spoken.exchange(request(hex('433130')));
    spoken.end();
    expect(await exchange).toMatchObject({ type: 'silent' });
    const before = written.length;
    expect(await spoken.exchange(request(hex('433130')))).toMatchObject({ type: 'silent' });
    expect(written).toHaveLength(before);
  });

  it('is not for two commands at once', async () => {
    const { line: spoken } = line();
    const exchange = spoken.exchange(request(hex('433130')));
    expect(() => spoken.exchange(request(hex('433130')))).toThrow('while another one is running');
    spoken.end();
    await exchange;
  });
});
