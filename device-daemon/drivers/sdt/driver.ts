import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError, OpenBinding } from '../../bindings/binding.ts';
import type {
  IdentityCardLink,
  LinkWatch,
  OpenIdentityCardLink,
  SelfTestOutcome,
} from '../identity-card-driver.ts';
import { type Patience, SdtConversation } from './conversation.ts';
import { CvrGreeting } from './cvr-greeting.ts';
import { SDT_MODELS, type SdtModel } from './models.ts';

/** A reader taken for a row of the table, on its open port. */
export interface SdtLink extends IdentityCardLink {
  selfTest(patience?: Patience): Promise<SelfTestOutcome>;
}

/** 8 data bits, no parity, 1 stop bit. */
export const byteMsAt = (baudRate: number): number => 10_000 / baudRate;

/**
 * The protocol of the security module on a port that carries its plain bytes.
 * @param byteMs what one byte takes on the wire; the model's own estimate, or its first rate, if absent
 */
export function sdtLink(
  openBinding: OpenBinding,
  model: SdtModel = SDT_MODELS.sdt,
  byteMs: number = model.baudRates[0] === undefined ? model.byteMs : byteMsAt(model.baudRates[0]),
): OpenIdentityCardLink {
  return (lost, watch) => openSdtLink(openBinding, model, byteMs, lost, watch);
}

export async function openSdtLink(
  openBinding: OpenBinding,
  model: SdtModel,
  byteMs: number,
  lost: () => void,
  { onDiscarded }: LinkWatch = {},
): Promise<Result<SdtLink, BindingOpenError>> {
  let conversation: SdtConversation | null = null;
  const opened = await openBinding({
    data: (bytes) => conversation?.receive(bytes),
    lost: () => {
      conversation?.end();
      lost();
    },
  });
  if (!opened.ok) return err(opened.error);
  const binding = opened.value;
  const spoken = new SdtConversation(binding, {
    dialect: model.dialect,
    byteMs,
    greeting: model.handshakes.length > 0 ? new CvrGreeting(binding, model.handshakes, byteMs) : null,
    ...(onDiscarded === undefined ? {} : { onDiscarded }),
  });
  conversation = spoken;
  return ok({
    port: binding.port,
    model: model.name,
    pollMs: model.pollMs,
    conversation: spoken,
    selfTest: (patience) => spoken.selfTest(patience),
    confirm: () => binding.confirm(),
    close: () => {
      spoken.end();
      return binding.close();
    },
  });
}
