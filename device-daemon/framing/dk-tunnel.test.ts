import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DK_REPORT_BYTES, DkTunnelDecoder, encodeDkRequest } from './dk-tunnel.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

function listening(): { decoder: DkTunnelDecoder; heard: { bytes: number[]; discarded: number } } {
  const heard = { bytes: [] as number[], discarded: 0 };
  const decoder = new DkTunnelDecoder({
    data: (bytes) => heard.bytes.push(...bytes),
    discarded: (count) => {
      heard.discarded += count;
    },
  });
  return { decoder, heard };
}

/** As the reader sends it: 59 bytes in the first report, 62 in each that follows. */
function answerReports(answer: Uint8Array): Uint8Array[] {
  const follows = Math.ceil(Math.max(0, answer.length - 59) / 62);
  const frames = [Uint8Array.of(follows, 0x34, 0x90, 0x00, ...answer.subarray(0, 59))];
  for (let number = 1; number <= follows; number += 1) {
    frames.push(Uint8Array.of(0xc0 | number, ...answer.subarray(59 + (number - 1) * 62, 59 + number * 62)));
  }
  return frames.map((frame) => {
    const report = new Uint8Array(DK_REPORT_BYTES);
    report[0] = frame.length;
    report.set(frame, 1);
    return report;
  });
}

const answers = fc.uint8Array({ minLength: 1, maxLength: 2400 });
const FLOW_CONTROL = Uint8Array.from({ length: DK_REPORT_BYTES }, (_, index) => (index === 0 ? 0xff : 0));

describe('a request', () => {
  it('to find a card is the one report that was seen', () => {
    const [report, ...more] = encodeDkRequest(hex('AA AA AA 96 69 00 03 20 01 22'));
    expect(more).toEqual([]);
    expect(report).toHaveLength(DK_REPORT_BYTES);
    expect(report?.subarray(0, 13)).toEqual(hex('0C 00 34 AA AA AA 96 69 00 03 20 01 22'));
    expect(report?.subarray(13).every((byte) => byte === 0)).toBe(true);
  });

  it('that is long goes on in numbered reports', () => {
    const reports = encodeDkRequest(Uint8Array.from({ length: 150 }, (_, index) => index));
    expect(reports.map((report) => [...report.subarray(0, 3)])).toEqual([
      [63, 2, 0x34],
      [63, 0xc1, 61],
      [28, 0xc2, 123],
    ]);
  });
});

describe('an answer', () => {
  it('of a card comes in 21 reports', () => {
    expect(answerReports(new Uint8Array(1295))).toHaveLength(21);
  });

  it('is taken out of its reports, whatever flow control is between them', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(40), { maxLength: 5 }), (answer, pauses) => {
        const { decoder, heard } = listening();
        answerReports(answer).forEach((report, index) => {
          if (pauses.includes(index)) decoder.push(FLOW_CONTROL);
          decoder.push(report);
        });
        expect(Buffer.from(heard.bytes).equals(answer)).toBe(true);
        expect(heard.discarded).toBe(0);
      }),
    );
  });

  it('out of order ends at the gap, and the next one is whole again', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 200, maxLength: 1295 }),
        fc.nat(),
        fc.constantFrom('missing', 'twice', 'swapped'),
        (answer, seed, what) => {
          const reports = answerReports(answer);
          const at = 1 + (seed % (reports.length - 2));
          const [here, next] = [reports[at]!, reports[at + 1]!];
          if (what === 'missing') reports.splice(at, 1);
          if (what === 'twice') reports.splice(at, 0, here);
          if (what === 'swapped') reports.splice(at, 2, next, here);
          const { decoder, heard } = listening();
          for (const report of reports) decoder.push(report);
          const intact = 59 + (what === 'twice' ? at : at - 1) * 62;
          expect(Buffer.from(heard.bytes).equals(answer.subarray(0, intact))).toBe(true);
          expect(heard.discarded).toBeGreaterThan(0);

          heard.bytes = [];
          for (const report of answerReports(answer)) decoder.push(report);
          expect(Buffer.from(heard.bytes).equals(answer)).toBe(true);
        },
      ),
    );
  });

  it('is nothing when the reader did not run the command, or it was another one', () => {
    const { decoder, heard } = listening();
    for (const report of ['04 00 34 6F 00', '06 00 32 90 00 01 02', '02 00 34']) {
      const padded = new Uint8Array(DK_REPORT_BYTES);
      padded.set(hex(report));
      decoder.push(padded);
    }
    expect(heard).toEqual({ bytes: [], discarded: 3 * DK_REPORT_BYTES });
  });

  it('never comes out of reports that are cut short or filled with anything', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 30 }),
        answers,
        (reports, answer) => {
          const { decoder, heard } = listening();
          for (const report of reports) decoder.push(report);
          expect(heard.bytes.length + heard.discarded).toBeLessThanOrEqual(
            reports.reduce((sum, { length }) => sum + length, 0),
          );
          heard.bytes = [];
          for (const report of answerReports(answer)) decoder.push(report);
          expect(Buffer.from(heard.bytes).equals(answer)).toBe(true);
        },
      ),
    );
  });

  it('ends at a report that was cut short', () => {
    const { decoder, heard } = listening();
    const reports = answerReports(new Uint8Array(300).fill(7));
    reports[1] = reports[1]!.subarray(0, 20);
    for (const report of reports) decoder.push(report);
    expect(heard.bytes).toHaveLength(59);
  });
});
