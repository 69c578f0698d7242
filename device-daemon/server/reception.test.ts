import { expect, test } from 'vitest';
import { Reception } from './reception.ts';

const never = () => new AbortController().signal;

test('the first that comes counts, and ends the waits of the others', () => {
  const reception = new Reception();
  const [first, second] = [reception.wait(never()), reception.wait(never())];
  expect(first.come()).toBe(true);
  expect(first.signal.aborted).toBe(false);
  expect(second.signal.aborted).toBe(true);
  expect(second.come()).toBe(false);
});

test('a wait that ends without a card ends nobody else’s', () => {
  const reception = new Reception();
  const [first, second] = [reception.wait(never()), reception.wait(never())];
  first.leave();
  expect(second.signal.aborted).toBe(false);
  expect(second.come()).toBe(true);
});

test('while one is being received nobody else is', () => {
  const reception = new Reception();
  const first = reception.wait(never());
  expect(first.come()).toBe(true);
  const later = reception.wait(never());
  expect(later.signal.aborted).toBe(true);
  expect(later.come()).toBe(false);
  later.leave();
  first.leave();
  expect(reception.wait(never()).come()).toBe(true);
});

test('a command that is cancelled ends its own wait only', () => {
  const reception = new Reception();
  const command = new AbortController();
  const [cancelled, other] = [reception.wait(command.signal), reception.wait(never())];
  command.abort();
  expect(cancelled.signal.aborted).toBe(true);
  expect(other.signal.aborted).toBe(false);
});
