import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError, OpenBinding } from '../../bindings/binding.ts';
import {
  EV_SW,
  EV_SYN,
  InputEventParser,
  SW_HEADPHONE_INSERT,
  SYN_DROPPED,
  type WordBytes,
} from '../../framing/input-events.ts';

/** The switch of a headphone jack on its open device. */
export interface HeadphoneJackLink {
  /** For logs: the device. */
  readonly port: string;
  readonly model: string;
  /** It only sends changes: that it is open is all there is to know. */
  selfTest(): Promise<{ readonly type: 'well'; readonly description: null }>;
  /** `false` also where the kernel lost count: then nobody knows, and nobody is taken for listening in private. */
  listen(onPlugged: (plugged: boolean) => void): void;
  confirm(): void;
  close(): Promise<void>;
}

/** @param lost the device is gone; at most once, never after close */
export type OpenHeadphoneJackLink = (
  lost: () => void,
) => Promise<Result<HeadphoneJackLink, BindingOpenError>>;

const THIRTY_TWO_BIT = new Set(['arm', 'ia32', 'mips', 'mipsel']);
const WORD_BYTES: WordBytes = THIRTY_TWO_BIT.has(process.arch) ? 4 : 8;

export function headphoneJackLink(openBinding: OpenBinding): OpenHeadphoneJackLink {
  return async (lost) => {
    let onPlugged: (plugged: boolean) => void = () => undefined;
    const parser = new InputEventParser(({ type, code, value }) => {
      if (type === EV_SW && code === SW_HEADPHONE_INSERT) onPlugged(value !== 0);
      else if (type === EV_SYN && code === SYN_DROPPED) onPlugged(false);
    }, WORD_BYTES);
    const opened = await openBinding({ data: (bytes) => parser.push(bytes), lost });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    return ok({
      port: binding.port,
      model: 'jack-switch',
      selfTest: async () => ({ type: 'well', description: null }),
      listen: (listener) => {
        onPlugged = listener;
      },
      confirm: () => binding.confirm(),
      close: () => binding.close(),
    });
  };
}
