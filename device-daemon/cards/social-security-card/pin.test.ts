import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { insertable } from '#test/fakes/chip-card/cards.ts';
import type { ChipCard } from '#test/fakes/chip-card/chip-card.ts';
import type { Transmit } from './apdu.ts';
import { verifyPin } from './pin.ts';
import { readSocialSecurityCard } from './read.ts';
import type { SocialSecurityCard } from './social-security-card.ts';

const PIN = Uint8Array.of(2, 4, 6, 8, 1, 0);
const WRONG_PIN = Uint8Array.of(1, 1, 1, 1, 1);
const VERIFY = 0x20;

async function insert(
  name: string,
): Promise<{ card: ChipCard; transmit: Transmit; read: SocialSecurityCard }> {
  const card = insertable(name, 'right');
  const atr = card.powerOn()!;
  const transmit: Transmit = (command) => Promise.resolve(ok(card.process(command)!));
  const read = await readSocialSecurityCard(transmit, {
    atr,
    authority: null,
    bankNumber: false,
    signal: new AbortController().signal,
  });
  if (!read.ok) throw new Error(`${name} cannot be read: ${read.error.type}`);
  return { card, transmit, read: read.value };
}

const triesOf = (card: ChipCard) => card.state()['pin'];

describe('verifying the PIN', () => {
  it('says how many tries are left, and none are lost when it is right at last', async () => {
    const { card, transmit, read } = await insert('in-work-2.0');
    expect(await verifyPin(transmit, WRONG_PIN, read)).toEqual(err({ type: 'wrong', triesLeft: 5 }));
    expect(await verifyPin(transmit, PIN, read)).toEqual(ok('verified'));
    expect(triesOf(card)).toMatchObject({ triesLeft: 6 });
    expect(card.state()).toMatchObject({ pinVerified: true, verifyCommands: 2 });
  });

  it('is locked by the last try, and stays so', async () => {
    const { transmit, read } = await insert('pin-one-try-left');
    expect(await verifyPin(transmit, WRONG_PIN, read)).toEqual(err({ type: 'locked' }));
    expect(await verifyPin(transmit, PIN, read)).toEqual(err({ type: 'locked' }));
  });

  it('goes to the card once when the answer is lost, and to no card that was exchanged meanwhile', async () => {
    const { card, transmit, read } = await insert('in-work-2.0');
    let sent = 0;
    const losing: Transmit = async (command) => {
      const answer = await transmit(command);
      if (command[1] !== VERIFY) return answer;
      sent += 1;
      return err({ type: 'silent' });
    };
    expect(await verifyPin(losing, WRONG_PIN, read)).toEqual(err({ type: 'silent' }));
    expect(sent).toBe(1);
    expect(triesOf(card)).toMatchObject({ triesLeft: 5 });
  });

  it.each(['61xx', '6Cxx'])('goes to the card once when it answers %s', async (kind) => {
    const { transmit, read } = await insert('in-work-2.0');
    let sent = 0;
    const odd: Transmit = (command) => {
      if (command[1] !== VERIFY) return transmit(command);
      sent += 1;
      return Promise.resolve(ok(Uint8Array.of(kind === '61xx' ? 0x61 : 0x6c, 0x02)));
    };
    expect(await verifyPin(odd, PIN, read)).toMatchObject({ ok: false, error: { type: 'unreadable' } });
    expect(sent).toBe(1);
  });

  it.each(['in-work-3.0', 'retired-2.0', 'bank-card'])(
    'spends nothing on another card that took its place: %s',
    async (other) => {
      const { read } = await insert('in-work-2.0');
      const swapped = insertable(other, 'right');
      swapped.powerOn();
      const transmit: Transmit = (command) => Promise.resolve(ok(swapped.process(command)!));
      expect(await verifyPin(transmit, PIN, read)).toEqual(err({ type: 'cardChanged' }));
      expect(swapped.state()).toMatchObject({ verifyCommands: 0 });
    },
  );

  it('packs two digits a byte, fills up with F, and leaves no digits behind', async () => {
    const { transmit, read } = await insert('in-work-2.0');
    const commands: Uint8Array[] = [];
    const seen: string[] = [];
    const watching: Transmit = (command) => {
      if (command[1] === VERIFY) {
        commands.push(command);
        seen.push(Buffer.from(command).toString('hex'));
      }
      return transmit(command);
    };
    await verifyPin(watching, WRONG_PIN, read);
    await verifyPin(watching, PIN, read);
    expect(seen).toEqual(['002000000311111f', '0020000003246810']);
    for (const command of commands) expect(command.every((byte) => byte === 0)).toBe(true);
  });

  it('works after the bank side was read, and after a reset', async () => {
    const { card, transmit, read } = await insert('in-work-3.0');
    await transmit(Uint8Array.from(Buffer.from('00a4040008a000000333010101', 'hex')));
    expect(await verifyPin(transmit, PIN, read)).toEqual(ok('verified'));
    card.reset();
    expect(await verifyPin(transmit, PIN, read)).toEqual(ok('verified'));
  });

  it('is never asked for what is no PIN', async () => {
    const { transmit, read } = await insert('in-work-2.0');
    for (const digits of [[1, 2, 3], new Array<number>(13).fill(1), [1, 2, 3, 10]])
      await expect(verifyPin(transmit, Uint8Array.from(digits), read)).rejects.toThrow(RangeError);
  });
});
