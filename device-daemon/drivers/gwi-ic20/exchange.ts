/**
 * One question and its answer as a pure function of what arrives. Answers do not say what they answer, and there is one
 * to each question: whatever does not fit into this order makes the line worthless, because from then on every answer
 * could be the one before.
 *
 * ```
 *            question                     message
 *   idle ───────────────▶ waiting ───────────────────────▶ answered, idle
 *    │                       │ damaged message ──────────▶ garbled, idle
 *    │ any message           │ time is over, port is gone ▶ silent, out of step
 *    ▼                       ▼
 *   out of step: every question is answered `garbled` without being asked; the port must be opened anew
 * ```
 */
export interface Line {
  readonly phase: 'idle' | 'waiting' | 'outOfStep' | 'gone';
  readonly wakeAtMs: number;
}

export const NEW_LINE: Line = { phase: 'idle', wakeAtMs: 0 };

export type LineInput =
  | { readonly type: 'ask'; readonly atMs: number; readonly timeoutMs: number }
  | { readonly type: 'message'; readonly payload: Uint8Array }
  | { readonly type: 'damaged' }
  | { readonly type: 'timeIsOver' }
  | { readonly type: 'portGone' };

export type LineOutcome =
  | { readonly type: 'answered'; readonly payload: Uint8Array }
  | { readonly type: 'silent' }
  | { readonly type: 'garbled' };

/** `settle` ends the question that runs; `write` sends it and wants to be woken at `wakeAtMs`. */
export interface LineStep {
  readonly line: Line;
  readonly write: boolean;
  readonly settle: LineOutcome | null;
}

const to = (line: Line, phase: Line['phase'], settle: LineOutcome | null = null): LineStep => ({
  line: { ...line, phase },
  write: false,
  settle,
});

export function stepLine(line: Line, input: LineInput): LineStep {
  switch (input.type) {
    case 'ask':
      switch (line.phase) {
        case 'idle':
          return {
            line: { phase: 'waiting', wakeAtMs: input.atMs + input.timeoutMs },
            write: true,
            settle: null,
          };
        case 'outOfStep':
          return to(line, 'outOfStep', { type: 'garbled' });
        case 'gone':
          return to(line, 'gone', { type: 'silent' });
        case 'waiting':
          throw new Error('a question while another one waits for its answer');
      }
      break;
    case 'message':
      switch (line.phase) {
        case 'waiting':
          return to(line, 'idle', { type: 'answered', payload: Uint8Array.from(input.payload) });
        case 'idle':
        case 'outOfStep':
          return to(line, 'outOfStep');
        case 'gone':
          return to(line, 'gone');
      }
      break;
    case 'damaged':
      return line.phase === 'waiting' ? to(line, 'idle', { type: 'garbled' }) : to(line, line.phase);
    case 'timeIsOver':
      return line.phase === 'waiting' ? to(line, 'outOfStep', { type: 'silent' }) : to(line, line.phase);
    case 'portGone':
      return to(line, 'gone', line.phase === 'waiting' ? { type: 'silent' } : null);
  }
}
