import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, type LineInput, NEW_LINE, stepLine } from './exchange.ts';

const payload = Uint8Array.of(0, 0);
const ask: LineInput = { type: 'ask', atMs: 1_000, timeoutMs: 500 };

/** Everything that can happen, in an order in which a caller waits for each answer. */
function play(inputs: readonly LineInput['type'][]): { line: Line; written: number; settled: string[] } {
  let line = NEW_LINE;
  let written = 0;
  const settled: string[] = [];
  for (const type of inputs) {
    if (type === 'ask' && line.phase === 'waiting') continue;
    const input: LineInput = type === 'ask' ? ask : type === 'message' ? { type, payload } : { type };
    const step = stepLine(line, input);
    line = step.line;
    if (step.write) written += 1;
    if (step.settle !== null) settled.push(step.settle.type);
  }
  return { line, written, settled };
}

describe('one question, one answer', () => {
  it('is answered', () => {
    expect(play(['ask', 'message'])).toEqual({
      line: { phase: 'idle', wakeAtMs: 1_500 },
      written: 1,
      settled: ['answered'],
    });
  });

  it('keeps a copy: the parser uses its bytes again', () => {
    const bytes = Uint8Array.of(0, 0, 0x90, 0x00);
    const step = stepLine(stepLine(NEW_LINE, ask).line, { type: 'message', payload: bytes });
    bytes.fill(0xff);
    expect(step.settle).toEqual({ type: 'answered', payload: Uint8Array.of(0, 0, 0x90, 0x00) });
  });

  it.each<[string, LineInput['type'][], string[], number]>([
    ['damaged on the way', ['ask', 'damaged', 'ask', 'message'], ['garbled', 'answered'], 2],
    ['none in time', ['ask', 'timeIsOver', 'ask', 'message', 'ask'], ['silent', 'garbled', 'garbled'], 1],
    ['two', ['ask', 'message', 'message', 'ask'], ['answered', 'garbled'], 1],
    ['one before the question', ['message', 'ask'], ['garbled'], 0],
    ['none: the cable is pulled', ['ask', 'portGone', 'message', 'ask'], ['silent', 'silent'], 1],
    ['a timer too late', ['ask', 'message', 'timeIsOver', 'ask', 'message'], ['answered', 'answered'], 2],
  ])('%s', (_name, inputs, settled, written) => {
    expect(play(inputs)).toMatchObject({ settled, written });
  });

  it('settles every question once, whatever happens', () => {
    const inputs = fc.array(
      fc.constantFrom<LineInput['type']>('ask', 'message', 'damaged', 'timeIsOver', 'portGone'),
    );
    fc.assert(
      fc.property(inputs, (happened) => {
        let asked = 0;
        let phase: Line['phase'] = 'idle';
        for (let end = 1; end <= happened.length; end += 1) {
          if (happened[end - 1] === 'ask' && phase !== 'waiting') asked += 1;
          phase = play(happened.slice(0, end)).line.phase;
        }
        expect(play([...happened, 'portGone']).settled).toHaveLength(asked);
      }),
    );
  });

  it('is not asked while another one waits', () => {
    expect(() => stepLine(stepLine(NEW_LINE, ask).line, ask)).toThrow('waits for its answer');
  });
});
