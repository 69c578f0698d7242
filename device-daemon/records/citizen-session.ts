import { setTimeout } from 'node:timers/promises';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { VisitErrorCode } from '#shared/records-api/common.ts';
import type { CardCredential, OpenSessionResponse } from '#shared/records-api/sessions.ts';
import type { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { err, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { EvidenceSigner } from './evidence.ts';
import type { RecordsAnswer, RecordsClient } from './records-client.ts';

/**
 * The page is told of the card first. Signing keeps this process busy for a moment, and on a machine with few cores the
 * page would wait for its turn behind it: measured, 0.3 ms longer at the median.
 */
const PAGE_FIRST_MS = 1;

type Opened = Result<OpenSessionResponse, VisitErrorCode>;

interface Visit {
  /** null once it has been used up: an electronic code is forwarded once. */
  credential: CardCredential | null;
  /** Where the card lies that the visit hangs on; null where there is none to take away. */
  readonly heldBy: CardReaderName | null;
  opening: Promise<Opened>;
}

const HELD_BY: Readonly<Record<CardCredential['type'], CardReaderName | null>> = {
  identityCard: 'identityCardReader',
  socialSecurityCard: 'socialSecurityCardReader',
  electronicCard: null,
};

export interface BegunVisit {
  /**
   * Who it is and whether there are records, once the service has said so; `notAuthorised` when the visit has ended
   * meanwhile.
   */
  readonly opened: Promise<Opened>;
  end(): void;
}

/**
 * The session of the citizen whose card was read last, at most one at a time. It is opened in the moment of the read,
 * while the page still draws; whoever needs the records meanwhile waits for it here. The token never leaves this
 * process. What the card said is kept only until the session ends, so that a session can still be opened when the
 * records service comes back while the card lies there.
 */
export class CitizenSession {
  #visit: Visit | null = null;
  /** A session must not close under a statement that is being fetched. */
  #inUse = new Set<Promise<unknown>>();

  constructor(
    private readonly client: RecordsClient,
    private readonly sign: EvidenceSigner,
    private readonly logger: Logger,
    private readonly onOpenChanged: (open: boolean) => void,
  ) {}

  get isOpen(): boolean {
    return this.#visit !== null;
  }

  /** The reader whose card this visit hangs on. */
  get heldBy(): CardReaderName | null {
    return this.#visit?.heldBy ?? null;
  }

  /**
   * Opens a session with signed evidence of the card; one still open is ended first.
   * @returns the visit, whose owner alone can end it by this handle: another may have begun meanwhile
   */
  begin(credential: CardCredential): BegunVisit {
    void this.end();
    const visit: Visit = {
      credential: credential.type === 'electronicCard' ? null : credential,
      heldBy: HELD_BY[credential.type],
      opening: this.#open(credential),
    };
    this.#visit = visit;
    return {
      opened: visit.opening.then((opened) => (this.#visit === visit ? opened : err('notAuthorised'))),
      end: () => {
        if (this.#visit === visit) void this.end();
      },
    };
  }

  /** @param path of the records service, under `/v1` */
  async get(path: string): Promise<Result<RecordsAnswer, VisitErrorCode>> {
    return this.#use(async (token) => this.client.get(path, token));
  }

  async issueStatement(
    request: IssueStatementRequest,
  ): Promise<Result<PensionAccountStatement, VisitErrorCode>> {
    return this.#use((token) => this.client.issueStatement(token, request));
  }

  /** Ends the session here at once and at the records service as soon as what is under way has its answer. */
  async end(): Promise<void> {
    const visit = this.#visit;
    if (visit === null) return;
    this.#visit = null;
    this.onOpenChanged(false);
    const inUse = [...this.#inUse];
    const opened = await visit.opening;
    await Promise.allSettled(inUse);
    if (!opened.ok) return;
    const closed = await this.client.closeSession(opened.value.token);
    this.logger.info('records session closed', { told: closed.ok });
  }

  async #open(credential: CardCredential): Promise<Opened> {
    await setTimeout(PAGE_FIRST_MS);
    this.onOpenChanged(this.#visit !== null);
    const answer = await this.client.openSession(await this.sign(credential));
    if (!answer.ok) {
      this.logger.warn('records session refused', { code: answer.error });
      return answer;
    }
    this.logger.info('records session opened', { onFile: answer.value.onFile });
    return answer;
  }

  async #use<T>(
    task: (token: string) => Promise<Result<T, VisitErrorCode>>,
  ): Promise<Result<T, VisitErrorCode>> {
    const visit = this.#visit;
    if (visit === null) return err('notAuthorised');
    const running = this.#openedOrTriedAgain(visit).then((opened) =>
      opened.ok ? task(opened.value.token) : opened,
    );
    this.#inUse.add(running);
    try {
      return await running;
    } finally {
      this.#inUse.delete(running);
    }
  }

  async #openedOrTriedAgain(visit: Visit): Promise<Opened> {
    const tried = visit.opening;
    const opened = await tried;
    const { credential } = visit;
    if (opened.ok || opened.error !== 'recordsUnavailable' || this.#visit !== visit) return opened;
    if (credential === null) return opened;
    if (visit.opening === tried) visit.opening = this.#open(credential);
    return visit.opening;
  }
}
