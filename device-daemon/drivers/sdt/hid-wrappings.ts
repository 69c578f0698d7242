import { ok } from '#shared/result.ts';
import type { BindingListener, OpenBinding } from '../../bindings/binding.ts';
import { DkTunnelDecoder, encodeDkRequest } from '../../framing/dk-tunnel.ts';
import { encodeHidReports, type HidReportFormat, hidReportPayload } from '../../framing/hid-reports.ts';
import { sdtFrameLength } from '../../framing/sdt.ts';

/** Takes the reports of a HID binding apart: what remains are the plain bytes of SDT, both ways. */
interface ReportCodec {
  encode(frame: Uint8Array): readonly Uint8Array[];
  decode(report: Uint8Array): void;
}

type Discarded = ((count: number) => void) | undefined;

/** SDT in the tunnel of 德科 readers. */
export const dkTunnelBinding = (open: OpenBinding, onDiscarded: Discarded): OpenBinding =>
  wrapped(open, (listener) => {
    const decoder = new DkTunnelDecoder({
      data: (bytes) => listener.data(bytes),
      discarded: (count) => onDiscarded?.(count),
    });
    return { encode: encodeDkRequest, decode: (report) => decoder.push(report) };
  });

/** SDT bare in reports. */
export const hidReportsBinding = (
  open: OpenBinding,
  format: HidReportFormat,
  onDiscarded: Discarded,
): OpenBinding =>
  wrapped(open, (listener) => {
    const filling = new FillingRemover();
    return {
      encode: (frame) => encodeHidReports(format, frame),
      decode: (report) => {
        const payload = hidReportPayload(format, report);
        if (payload === null) onDiscarded?.(report.length);
        else listener.data(format.lengthPrefix === 'none' ? filling.without(payload) : payload);
      },
    };
  });

function wrapped(open: OpenBinding, codecFor: (listener: BindingListener) => ReportCodec): OpenBinding {
  return async (listener) => {
    const codec = codecFor(listener);
    const opened = await open({ data: (report) => codec.decode(report), lost: () => listener.lost() });
    if (!opened.ok) return opened;
    const binding = opened.value;
    return ok({
      port: binding.port,
      write: (frame) => {
        for (const report of codec.encode(frame)) binding.write(report);
      },
      confirm: () => binding.confirm(),
      close: () => binding.close(),
    });
  };
}

/** Without a count in front the last report of a frame ends in zeros, which are no noise on the line. */
class FillingRemover {
  /** Bytes of the frame that are still to come. */
  #owed = 0;

  without(report: Uint8Array): Uint8Array {
    const begun = sdtFrameLength(report);
    // A frame begins with a report; one that was broken off is forgotten.
    if (begun !== null) this.#owed = begun;
    if (this.#owed === 0) return report;
    const part = report.subarray(0, this.#owed);
    this.#owed -= part.length;
    return part;
  }
}
