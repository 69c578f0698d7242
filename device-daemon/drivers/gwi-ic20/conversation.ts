import type { Binding } from '../../bindings/binding.ts';
import { encodeNibbleReports, NibbleReportParser } from '../../framing/nibble-reports.ts';
import type { LinkFault } from '../link-fault.ts';
import {
  ANSWER_TIMEOUT_MS,
  decodeAnswer,
  encodeCommand,
  type GwiIc20Answer,
  type GwiIc20Command,
} from './commands.ts';
import { type Line, type LineInput, type LineOutcome, NEW_LINE, stepLine } from './exchange.ts';

/** Runs the exchanges of exchange.ts on a port: writes the reports, sets the one timer, resolves with the answer. */
export class GwiIc20Conversation {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #parser: NibbleReportParser;
  #line: Line = NEW_LINE;
  #settled: ((outcome: LineOutcome) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** A PIN may be in them: wiped with the answer, when they are surely out. */
  #sent: readonly Uint8Array[] = [];

  constructor(binding: Pick<Binding, 'write'>) {
    this.#binding = binding;
    this.#parser = new NibbleReportParser({
      message: (payload) => this.#feed({ type: 'message', payload }),
      // What belongs to no message is no answer; if none follows, the time runs out.
      discarded: () => undefined,
      checksumError: () => this.#feed({ type: 'damaged' }),
    });
  }

  receive(report: Uint8Array): void {
    this.#parser.push(report);
  }

  /** The port is gone: a question that runs settles as `silent`. */
  end(): void {
    this.#feed({ type: 'portGone' });
  }

  async ask(
    command: GwiIc20Command,
  ): Promise<({ readonly type: 'answered' } & GwiIc20Answer) | Exclude<LinkFault, { type: 'broken' }>> {
    const outcome = await new Promise<LineOutcome>((resolve) => {
      this.#settled = resolve;
      const timeoutMs = ANSWER_TIMEOUT_MS[command.type];
      this.#feed({ type: 'ask', atMs: performance.now(), timeoutMs }, command);
    });
    if (outcome.type !== 'answered') return outcome;
    const answer = decodeAnswer(outcome.payload);
    outcome.payload.fill(0);
    return answer === null ? { type: 'garbled' } : { type: 'answered', ...answer };
  }

  /** Said once, not waited for: the last word before the port is closed. */
  tell(command: GwiIc20Command): void {
    if (this.#line.phase === 'idle') this.#write(command);
  }

  #feed(input: LineInput, command?: GwiIc20Command): void {
    const step = stepLine(this.#line, input);
    this.#line = step.line;
    if (step.write && command !== undefined) {
      // A message that stopped half-way before the question is no part of its answer.
      this.#parser.reset();
      this.#write(command);
      this.#timer = setTimeout(this.#wake, Math.max(0, step.line.wakeAtMs - performance.now()));
    }
    if (step.settle === null) return;
    clearTimeout(this.#timer);
    for (const report of this.#sent) report.fill(0);
    const settled = this.#settled;
    this.#settled = null;
    settled?.(step.settle);
  }

  readonly #wake = (): void => this.#feed({ type: 'timeIsOver' });

  #write(command: GwiIc20Command): void {
    const payload = encodeCommand(command);
    this.#sent = encodeNibbleReports(payload);
    payload.fill(0);
    for (const report of this.#sent) this.#binding.write(report);
  }
}
