import { expect, test } from 'vitest';
import { Reception } from './reception.ts';

const never = () => new AbortController().signal;

test('the first that succeeds counts, and ends the waits of the others', () => {
  const reception = new Reception();
  const [first, second] = [reception.wait(never()), reception.wait(never())];
  expect(first.end(true)).toBe(true);
  expect(second.signal.aborted).toBe(true);
  expect(second.end(true)).toBe(false);
});

test('a wait that ends without a card ends nobody else’s', () => {
  const reception = new Reception();
  const [first, second] = [reception.wait(never()), reception.wait(never())];
  expect(first.end(false)).toBe(false);
  expect(second.signal.aborted).toBe(false);
  expect(second.end(true)).toBe(true);
});

test('a wait that begins later has nothing to do with who was first before', () => {
  const reception = new Reception();
  reception.wait(never()).end(true);
  const later = reception.wait(never());
  expect(later.signal.aborted).toBe(false);
  expect(later.end(true)).toBe(true);
});

test('a command that is cancelled ends its own wait only', () => {
  const reception = new Reception();
  const command = new AbortController();
  const [cancelled, other] = [reception.wait(command.signal), reception.wait(never())];
  command.abort();
  expect(cancelled.signal.aborted).toBe(true);
  expect(other.signal.aborted).toBe(false);
});
