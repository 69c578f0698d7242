import { describe, expect, it } from 'vitest';
import { crt310Parser, encodeCrt310Frame } from './crt-310.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Made by hand from the rule in the document. */
describe('commands', () => {
  it.each([
    ['reset and eject', '30 31', '02000230310302'],
    ['status', '31 30', '02000231300302'],
    ['to the IC position', '32 2f', '020002322f031e'],
    ['contacts on', '33 30', '02000233300300'],
    ['cold reset', '37 30', '02000237300304'],
    ['eject', '32 30', '02000232300301'],
    ['read a record by T=0', '37 31 0005 00b2012c12', '0200093731000500b2012c120386'],
  ])('%s', (_name, text, frame) => {
    expect(Buffer.from(encodeCrt310Frame(hex(text))).toString('hex')).toBe(frame);
  });
});

it('a refusal is a frame like any other', () => {
  const texts: string[] = [];
  const parser = crt310Parser({
    frame: (text) => texts.push(Buffer.from(text).toString('hex')),
    control: (control) => texts.push(control),
    discarded: () => undefined,
    checksumError: () => texts.push('checksumError'),
  });
  parser.push(hex('06'));
  parser.push(encodeCrt310Frame(hex('4e 32 06')));
  parser.push(hex('04'));
  expect(texts).toEqual(['ack', '4e3206', 'eot']);
});
