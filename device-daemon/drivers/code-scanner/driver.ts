import { err, ok } from '#shared/result.ts';
import type { OpenBinding } from '../../bindings/binding.ts';
import { CodeLineParser } from '../../framing/code-lines.ts';
import { HidPosParser } from '../../framing/hid-pos.ts';
import type { CodeParser, CodeSink } from '../../framing/scanned-code.ts';
import type { OpenCodeScannerLink } from './code-scanner-driver.ts';
import { CodeReception } from './reception.ts';

/** A scanner that sends lines of text. */
export const serialScannerLink = (openBinding: OpenBinding): OpenCodeScannerLink =>
  scannerLink(openBinding, 'serial', (sink) => new CodeLineParser(sink));

/** A scanner that sends HID reports; each call of the listener is one of them. */
export const hidScannerLink = (openBinding: OpenBinding): OpenCodeScannerLink =>
  scannerLink(openBinding, 'hid-pos', (sink) => new HidPosParser(sink));

function scannerLink(
  openBinding: OpenBinding,
  model: string,
  makeParser: (sink: CodeSink) => CodeParser,
): OpenCodeScannerLink {
  return async (lost) => {
    const reception = new CodeReception(makeParser);
    const opened = await openBinding({
      data: (bytes) => reception.receive(bytes),
      lost: () => {
        reception.end();
        lost();
      },
    });
    if (!opened.ok) return err(opened.error);
    const binding = opened.value;
    return ok({
      port: binding.port,
      model,
      selfTest: async () => ({ type: 'well', description: null }),
      listen: (sink) => reception.listen(sink),
      confirm: () => binding.confirm(),
      close: () => {
        reception.end();
        return binding.close();
      },
    });
  };
}
