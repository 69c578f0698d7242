import { expect, it } from 'vitest';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { ReadAnswer } from './read-answer.ts';

/** A mainland card with the example number of GB 11643. */
function data(name: string): Uint8Array {
  const text = (
    `${name.padEnd(15)}201${'19491231'}${'样例路1号'.padEnd(35)}11010519491231002X` +
    `${'样例局'.padEnd(15)}20060101${'长期'.padEnd(8)}`
  ).padEnd(128);
  return Buffer.concat([Buffer.from('01000400', 'hex'), Buffer.from(text, 'utf16le'), new Uint8Array(1024)]);
}
const frameOf = (bytes: Uint8Array): Uint8Array =>
  encodeSdtFrame(Buffer.concat([Buffer.from('000090', 'hex'), bytes]));

it('a card decoded while it arrives is the card that the checked answer holds', () => {
  const answer = new ReadAnswer();
  const frame = frameOf(data('样例'));
  for (let end = 32; end < frame.length; end += 32) answer.lookAhead(frame.subarray(0, end));
  expect(answer.decode(data('样例'))).toMatchObject({ ok: true, value: { name: '样例' } });
});

it('what was seen of an answer that turned out wrong never counts', () => {
  const answer = new ReadAnswer();
  answer.lookAhead(frameOf(data('误读')));
  expect(answer.decode(data('样例'))).toMatchObject({ ok: true, value: { name: '样例' } });
});

it('bytes handed over for a moment are not kept', () => {
  const answer = new ReadAnswer();
  const frame = frameOf(data('样例'));
  answer.lookAhead(frame);
  frame.fill(0xff);
  expect(answer.decode(data('样例'))).toMatchObject({ ok: true, value: { name: '样例' } });
});

it('the photo is a copy, so that nothing else of the answer stays in memory with it', () => {
  const card = new ReadAnswer().decode(data('样例'));
  expect(card.ok && card.value.photo.buffer.byteLength).toBe(1024);
});
