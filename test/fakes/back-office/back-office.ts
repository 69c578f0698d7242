import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompactSign } from 'jose';
import * as v from 'valibot';
import {
  OFFICE_DECISION_TYPE,
  OFFICE_QUERY_TYPE,
  OfficeCases,
  type OfficeDecision,
  type OfficeQuery,
  type OfficeStep,
} from '#shared/records-api/office.ts';
import { chinaDate } from '#shared/time/calendar.ts';

const REQUEST_TIMEOUT_MS = 5_000;
const PAGE = 100;
/** The sample's cases are from yesterday at the latest; one that a citizen changed today is younger. */
const SAMPLE_MIN_AGE_MS = 12 * 3_600_000;
/** Not handed in at a terminal. */
const isOfSample = (caseNumber: string): boolean => caseNumber.slice(6, 10) === '0000';

type Case = OfficeCases['cases'][number];

const REFUSAL = '演示：材料不齐，请补充后重新提交';

/** Its own state is what the records service says: it can be switched off and on again at any time. */
export class BackOffice {
  power = true;
  refuse = false;
  #decided = 0;
  #waiting = 0;
  /** What went wrong last; null since something went well. */
  #trouble: string | null = null;

  constructor(
    private readonly records: string,
    private readonly officeId: string,
    private readonly key: KeyObject,
    private readonly decidesAfterMs: number,
    private readonly asksEveryMs: number,
  ) {}

  state() {
    return {
      power: this.power,
      faults: { refuse: this.refuse },
      decidesAfterMs: this.decidesAfterMs,
      decided: this.#decided,
      waiting: this.#waiting,
      trouble: this.#trouble,
    };
  }

  async work(): Promise<never> {
    for (;;) {
      if (this.power) await this.#round();
      await sleep(this.asksEveryMs);
    }
  }

  async #round(): Promise<void> {
    try {
      const cases = await this.#waitingCases();
      this.#waiting = cases.length;
      for (const one of cases) {
        const step = this.#isDue(one) ? nextStep(one, this.refuse) : null;
        if (step !== null) await this.#decide(one, step);
      }
      this.#trouble = null;
    } catch (error) {
      // The records service may be restarted at any time; the next round finds it again.
      if (!(error instanceof Error)) throw error;
      this.#trouble = error.message;
    }
  }

  #isDue({ changedAt, caseNumber }: Case): boolean {
    const age = Date.now() - changedAt;
    // The sample's cases stay as they are, so that there is one in each state to look at.
    if (isOfSample(caseNumber) && age > SAMPLE_MIN_AGE_MS) return false;
    return age >= this.decidesAfterMs;
  }

  async #waitingCases(): Promise<Case[]> {
    const cases: Case[] = [];
    let after: string | null = null;
    do {
      const query: OfficeQuery = {
        officeId: this.officeId,
        signedAt: Date.now(),
        nonce: randomBytes(16).toString('base64url'),
        after,
        limit: PAGE,
      };
      const page: OfficeCases = v.parse(OfficeCases, await this.#post('cases', OFFICE_QUERY_TYPE, query));
      cases.push(...page.cases);
      after = page.nextAfter;
    } while (after !== null);
    return cases;
  }

  async #decide({ caseNumber, state }: Case, step: OfficeStep): Promise<void> {
    const decision: OfficeDecision = {
      officeId: this.officeId,
      signedAt: Date.now(),
      decisionId: randomUUID(),
      caseNumber,
      expectedState: state,
      step,
    };
    await this.#post('decisions', OFFICE_DECISION_TYPE, decision);
    this.#decided += 1;
  }

  async #post(path: 'cases' | 'decisions', typ: string, payload: object): Promise<unknown> {
    const request = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid: this.officeId, typ })
      .sign(this.key);
    const answer = await fetch(new URL(`/v1/office/${path}`, this.records), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    if (answer.ok) return answer.json();
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

/** What an office would do next with a case; null while it has to wait. */
function nextStep({ kind, state, content }: Case, refuse: boolean): OfficeStep | null {
  switch (kind) {
    case 'transfer':
      return refuse ? { type: 'reject', reason: REFUSAL } : { type: 'advance' };
    case 'objection':
      if (state === 'received') return { type: 'takeUp' };
      return refuse
        ? { type: 'confirm', reason: '演示：经核查，记录无误' }
        : { type: 'correct', reason: '演示：经核查，记录已更正' };
    case 'contactChange':
      if (String(content['effectiveFrom']) > chinaDate(Date.now())) return null;
      return refuse ? { type: 'reject', reason: REFUSAL } : { type: 'approve' };
    default:
      return refuse ? { type: 'reject', reason: REFUSAL } : { type: 'approve' };
  }
}
