import { err, ok, type Result } from '#shared/result.ts';
import { codeOf, type PcscError, pcscErrorOf } from './pcsc-library.ts';

/** A driver of pcscd waits some seconds for a card itself; beyond this it hangs. */
const CALL_TIMEOUT_MS = 6_000;

/**
 * Calls of the library block a thread of the pool that files and names are looked up with, too. As long as one hangs,
 * nothing more is asked of the service, so that the daemon itself goes on.
 */
export class PcscCalls {
  #hanging = 0;

  get areHanging(): boolean {
    return this.#hanging > 0;
  }

  /** What a call came to. One that does not come back counts as hanging until it does. */
  async outcomeOf<T>(call: Promise<T>): Promise<Result<T, PcscError>> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<'timedOut'>((resolve) => {
      timer = setTimeout(() => resolve('timedOut'), CALL_TIMEOUT_MS);
    });
    try {
      const outcome = await Promise.race([call.then((value) => ({ value })), timeout]);
      if (outcome !== 'timedOut') return ok(outcome.value);
      this.#hanging += 1;
      const ended = (): void => {
        this.#hanging -= 1;
      };
      call.then(ended, ended);
      return err({ type: 'timedOut' });
    } catch (error) {
      return err(pcscErrorOf(codeOf(error)));
    } finally {
      clearTimeout(timer);
    }
  }
}
