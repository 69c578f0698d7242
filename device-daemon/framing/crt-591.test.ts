import { describe, expect, it } from 'vitest';
import { crt591Parser, encodeCrt591Frame } from './crt-591.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Made by hand from the rule in the document. */
describe('commands', () => {
  it.each([
    ['initialise, card to the hold position', '43 30 30', 'f200000343303003b1'],
    ['status', '43 31 30', 'f200000343313003b0'],
    ['to the IC position', '43 32 31', 'f200000343323103b2'],
    ['cold reset, ISO 5 V', '43 51 30 33', 'f20000044351303303e4'],
    ['eject', '43 32 39', 'f200000343323903ba'],
    ['capture', '43 32 33', 'f200000343323303b0'],
    [
      'select the social-security environment',
      '43 51 39 00a404000f7378312e73682ec9e7bbe1b1a3d5cf',
      'f200001743513900a404000f7378312e73682ec9e7bbe1b1a3d5cf033f',
    ],
  ])('%s', (_name, text, frame) => {
    expect(Buffer.from(encodeCrt591Frame(0, hex(text))).toString('hex')).toBe(frame);
  });

  it('carry the address of their unit', () => {
    expect(Buffer.from(encodeCrt591Frame(15, hex('43 31 30'))).toString('hex')).toBe('f20f000343313003bf');
  });
});

describe('answers', () => {
  const heard = (frame: string): string[] => {
    const texts: string[] = [];
    const parser = crt591Parser({
      frame: (text, address) => texts.push(`${address} ${Buffer.from(text).toString('hex')}`),
      control: (control) => texts.push(control),
      discarded: () => undefined,
      checksumError: () => texts.push('checksumError'),
    });
    parser.push(hex(frame));
    return texts;
  };

  it('come after an ACK', () => {
    const answer = encodeCrt591Frame(0, hex('50 31 30 30 30 30'));
    expect(heard(`06 ${Buffer.from(answer).toString('hex')}`)).toEqual(['ack', '0 503130303030']);
  });

  it('of units that cannot be set are noise', () => {
    const answer = Buffer.from(encodeCrt591Frame(0x10, hex('50 31 30 30 30 30 41'))).toString('hex');
    expect(heard(answer)).toEqual([]);
  });
});
