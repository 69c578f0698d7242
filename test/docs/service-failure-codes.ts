import type { ServiceErrorCode } from '#shared/records-api/common.ts';

export interface ServiceRow {
  readonly cause: string;
  /** What a page has to tell the citizen: what happened, what to do, that nothing is lost. Empty where none is concerned. */
  readonly citizen: string;
  readonly staff: string;
}

/** What a single service of the records service may refuse, in the order of its code in `shared/records-api/common.ts`. */
export const SERVICE_FAILURES: Readonly<Record<ServiceErrorCode, ServiceRow>> = {
  idempotencyKeyReused: {
    cause: 'A key that came with another call before: a mistake of the program that calls. Audited.',
    citizen: '这次办理没有成功，也没有产生任何变更。请返回后重新办理，或找工作人员。',
    staff: 'Report it with the time and the terminal: two programs are not of one build, or it is a bug.',
  },
  policyNotFound: {
    cause: 'A calculator was asked about a region for which no policy pack sets such figures.',
    citizen: '本机还没有这个地区的政策数据，不能测算。您的信息没有任何变化，请到柜台咨询。',
    staff: 'Add the pack of that region, with its document.',
  },
};
