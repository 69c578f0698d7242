import { err, ok, type Result } from '#shared/result.ts';
import {
  boolean,
  charset,
  integer,
  integerOf,
  keyword,
  mimeMediaType,
  nameText,
  naturalLanguage,
  textOf,
  textsOf,
  uri,
} from './attributes.ts';
import { decodeIpp, encodeIpp, type IppAttribute, type IppGroup, type IppMessage } from './codec.ts';
import { GroupTag, IppOperation, JobState } from './constants.ts';
import type { IppTransport, TransportFailure } from './transport.ts';

export type IppFailure =
  | TransportFailure
  /** The printer understood and refused. */
  | { readonly type: 'refused'; readonly status: number; readonly message: string | null };

export interface JobAttributes {
  readonly id: number;
  readonly name: string | null;
  readonly state: JobStateWord | null;
  readonly reasons: readonly string[];
  /** Sheets or impressions done, whichever the printer counts; null where it counts neither. */
  readonly sheetsCompleted: number | null;
}

type JobStateWord = keyof typeof JobState;

interface DocumentToPrint {
  readonly jobName: string;
  readonly format: string;
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** The operations of RFC 8011 that the kiosk needs. Whatever a printer answers becomes a value. */
export interface IppClient {
  getPrinterAttributes(
    requested: readonly string[],
    options?: CallOptions,
  ): Promise<Result<IppGroup, IppFailure>>;
  validateJob(document: DocumentToPrint, options?: CallOptions): Promise<Result<void, IppFailure>>;
  printJob(
    document: DocumentToPrint,
    data: Uint8Array,
    options?: CallOptions,
  ): Promise<Result<JobAttributes, IppFailure>>;
  getJobs(
    which: 'completed' | 'not-completed',
    options?: CallOptions,
  ): Promise<Result<readonly JobAttributes[], IppFailure>>;
  getJobAttributes(jobId: number, options?: CallOptions): Promise<Result<JobAttributes, IppFailure>>;
  cancelJob(jobId: number, options?: CallOptions): Promise<Result<void, IppFailure>>;
  close(): void;
}

const CALL_TIMEOUT_MS = 4_000;
/** A small printer may take its time to swallow a document. */
const PRINT_JOB_TIMEOUT_MS = 60_000;
/** Long before a history of this length our job has left the printer. */
const JOB_LIST_LIMIT = 200;
const REQUESTING_USER = 'kiosk';
const JOB_ATTRIBUTE_NAMES = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-media-sheets-completed',
  'job-impressions-completed',
];
const VERSION = { major: 2, minor: 0 };

export function createIppClient(printerUri: string, transport: IppTransport): IppClient {
  let lastRequestId = 0;

  /** @returns the answer's groups, with the operation attributes first */
  async function call(
    operation: IppOperation,
    attributes: readonly IppAttribute[],
    moreGroups: readonly IppGroup[],
    data: Uint8Array | null,
    { signal, timeoutMs = CALL_TIMEOUT_MS }: CallOptions,
  ): Promise<Result<IppMessage, IppFailure>> {
    lastRequestId = (lastRequestId % 0x7fffffff) + 1;
    const requestId = lastRequestId;
    const head = encodeIpp({
      version: VERSION,
      code: operation,
      requestId,
      groups: [
        {
          tag: GroupTag.operation,
          // RFC 8011 4.1.4: charset and language first, in this order, then the target.
          attributes: [
            charset('attributes-charset', 'utf-8'),
            naturalLanguage('attributes-natural-language', 'zh-cn'),
            uri('printer-uri', printerUri),
            ...attributes,
          ],
        },
        ...moreGroups,
      ],
    });
    const answer = await transport.post(data === null ? [head] : [head, data], {
      timeoutMs,
      freshConnection: data !== null,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) return answer;
    const decoded = decodeIpp(answer.value);
    if (!decoded.ok) {
      return err({ type: 'badAnswer', detail: `${decoded.error.type} at ${decoded.error.offset}` });
    }
    const { message } = decoded.value;
    if (message.requestId !== requestId) return err({ type: 'badAnswer', detail: 'another request-id' });
    if (message.code >= 0x0100) {
      const operationGroup = message.groups.find((group) => group.tag === GroupTag.operation);
      return err({
        type: 'refused',
        status: message.code,
        message: textOf(operationGroup, 'status-message'),
      });
    }
    return ok(message);
  }

  const target = (jobId: number) => [
    integer('job-id', jobId),
    nameText('requesting-user-name', REQUESTING_USER),
  ];
  const job = (document: DocumentToPrint) => ({
    operation: [
      nameText('requesting-user-name', REQUESTING_USER),
      nameText('job-name', document.jobName),
      boolean('ipp-attribute-fidelity', false),
      mimeMediaType('document-format', document.format),
    ],
    template: {
      tag: GroupTag.job,
      attributes: [integer('copies', 1), keyword('sides', 'one-sided'), keyword('media', 'iso_a4_210x297mm')],
    },
  });

  return {
    async getPrinterAttributes(requested, options = {}) {
      const attributes = [
        nameText('requesting-user-name', REQUESTING_USER),
        keyword('requested-attributes', ...requested),
      ];
      const answer = await call(IppOperation.getPrinterAttributes, attributes, [], null, options);
      if (!answer.ok) return answer;
      const group = answer.value.groups.find((candidate) => candidate.tag === GroupTag.printer);
      return group === undefined ? err({ type: 'badAnswer', detail: 'no printer attributes' }) : ok(group);
    },

    async validateJob(document, options = {}) {
      const { operation, template } = job(document);
      const answer = await call(IppOperation.validateJob, operation, [template], null, options);
      return answer.ok ? ok(undefined) : answer;
    },

    async printJob(document, data, options = {}) {
      const { operation, template } = job(document);
      const answer = await call(IppOperation.printJob, operation, [template], data, {
        timeoutMs: PRINT_JOB_TIMEOUT_MS,
        ...options,
      });
      return answer.ok ? firstJob(answer.value) : answer;
    },

    async getJobs(which, options = {}) {
      const attributes = [
        nameText('requesting-user-name', REQUESTING_USER),
        integer('limit', JOB_LIST_LIMIT),
        keyword('requested-attributes', ...JOB_ATTRIBUTE_NAMES),
        keyword('which-jobs', which),
      ];
      const answer = await call(IppOperation.getJobs, attributes, [], null, options);
      if (!answer.ok) return answer;
      return ok(jobsOf(answer.value));
    },

    async getJobAttributes(jobId, options = {}) {
      const attributes = [...target(jobId), keyword('requested-attributes', ...JOB_ATTRIBUTE_NAMES)];
      const answer = await call(IppOperation.getJobAttributes, attributes, [], null, options);
      return answer.ok ? firstJob(answer.value) : answer;
    },

    async cancelJob(jobId, options = {}) {
      const answer = await call(IppOperation.cancelJob, target(jobId), [], null, options);
      return answer.ok ? ok(undefined) : answer;
    },

    close: () => transport.close(),
  };
}

function firstJob(message: IppMessage): Result<JobAttributes, IppFailure> {
  const [job] = jobsOf(message);
  return job === undefined ? err({ type: 'badAnswer', detail: 'no job attributes' }) : ok(job);
}

/** A group without job-id names no job and is passed over. */
function jobsOf(message: IppMessage): JobAttributes[] {
  return message.groups
    .filter((group) => group.tag === GroupTag.job)
    .map(jobAttributes)
    .filter((job) => job !== null);
}

function jobAttributes(group: IppGroup): JobAttributes | null {
  const id = integerOf(group, 'job-id');
  if (id === null) return null;
  return {
    id,
    name: textOf(group, 'job-name'),
    state: jobStateWord(integerOf(group, 'job-state')),
    reasons: textsOf(group, 'job-state-reasons') ?? [],
    sheetsCompleted:
      integerOf(group, 'job-media-sheets-completed') ?? integerOf(group, 'job-impressions-completed'),
  };
}

function jobStateWord(state: number | null): JobStateWord | null {
  switch (state) {
    case JobState.pending:
      return 'pending';
    case JobState.pendingHeld:
      return 'pendingHeld';
    case JobState.processing:
      return 'processing';
    case JobState.processingStopped:
      return 'processingStopped';
    case JobState.canceled:
      return 'canceled';
    case JobState.aborted:
      return 'aborted';
    case JobState.completed:
      return 'completed';
    default:
      return null;
  }
}
