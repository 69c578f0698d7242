import { randomBytes, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/result.ts';
import { exchange, once, type Transmit, type TransmitFault } from './apdu.ts';
import type { Authority, AuthorityRequest } from './authority.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { hexDigits } from './text.ts';

/** `opened`: genuine, and it gives what it keeps · `proven`: genuine · `unproven`: nobody could say */
export type Authentication = 'opened' | 'proven' | 'unproven';

/** RKSSSE, the key that opens what the environment keeps. */
const READ_KEY_ID = 0x0a;
const RANDOM_BYTES = 8;
const ANSWER_BYTES = 8;

/**
 * The card proves itself, and where it is wanted we prove ourselves to it.
 *
 * ```
 *   card                             daemon                             authority
 *     ◀── INTERNAL AUTHENTICATE ────── two random values of ours
 *     ─── 8 bytes ───────────────────▶
 *     ◀── GET CHALLENGE, twice ─────── (to be opened)
 *     ─── information, factor ───────▶ all four values ─────────────────────▶
 *                                      what a genuine card answers, what opens it ◀──
 *                                      compare: another answer is a forged card
 *     ◀── EXTERNAL AUTHENTICATE ────── (once: a wrong one costs the key a try)
 * ```
 * Our values are random of our own: a card that chose them could repeat what it once heard a genuine one say.
 */
export async function authenticate(
  transmit: Transmit,
  authority: Authority,
  card: Pick<AuthorityRequest, 'region' | 'atrHistoricalBytes' | 'algorithm' | 'cardIdentificationCode'>,
  toBeOpened: boolean,
  signal: AbortSignal,
): Promise<Result<Authentication, CardReadFault>> {
  const [factor, information] = [randomBytes(RANDOM_BYTES), randomBytes(RANDOM_BYTES)];
  const proof = await exchange(transmit, {
    header: [0x00, 0x88, 0x00, 0x00],
    data: Buffer.concat([factor, information]),
    expected: 'all',
  });
  if (!proof.ok) return proof;
  const challenges = toBeOpened ? await takeChallenges(transmit) : ok(null);
  if (!challenges.ok) return challenges;

  const asked = await authority.authenticate(
    {
      ...card,
      internal: { factor: hexDigits(factor), information: hexDigits(information) },
      external: challenges.value,
    },
    signal,
  );
  if (!asked.ok) return err({ type: 'unproven', why: asked.error });
  const { internalAuthentication, externalAuthentication } = asked.value;
  if (proof.value.status !== 'done' || !isSame(proof.value.data, internalAuthentication))
    return err({ type: 'forged' });
  if (challenges.value === null || externalAuthentication === null) return ok('proven');

  const key = Buffer.from(externalAuthentication, 'hex');
  const original = Buffer.from(challenges.value.information, 'hex');
  const opened = await once(
    transmit,
    Uint8Array.of(0x00, 0x82, 0x00, READ_KEY_ID, key.length + original.length, ...key, ...original),
  );
  if (!opened.ok) return opened;
  return ok(opened.value.status === 'done' ? 'opened' : 'proven');
}

/** The card checks against the challenge it gave last, so that one is the factor. */
async function takeChallenges(
  transmit: Transmit,
): Promise<Result<AuthorityRequest['external'], TransmitFault>> {
  const information = await challenge(transmit);
  if (!information.ok) return information;
  const factor = await challenge(transmit);
  if (!factor.ok) return factor;
  return ok(
    information.value === null || factor.value === null
      ? null
      : { factor: factor.value, information: information.value },
  );
}

async function challenge(transmit: Transmit): Promise<Result<string | null, TransmitFault>> {
  const given = await exchange(transmit, { header: [0x00, 0x84, 0x00, 0x00], expected: RANDOM_BYTES });
  if (!given.ok) return given;
  const { status, data } = given.value;
  return ok(status === 'done' && data.length === RANDOM_BYTES ? hexDigits(data) : null);
}

function isSame(answer: Uint8Array, expectedDigits: string): boolean {
  const expected = Buffer.from(expectedDigits, 'hex');
  return (
    answer.length === ANSWER_BYTES && expected.length === ANSWER_BYTES && timingSafeEqual(answer, expected)
  );
}
