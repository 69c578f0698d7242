import type { ContributionKind } from '#shared/records-api/pension.ts';

/** Where a row has no employer, the kind says who paid. */
export const PAYER_WITHOUT_EMPLOYER: Partial<Record<ContributionKind, string>> = {
  flexibleWorker: '灵活就业人员',
  residentOwn: '城乡居民',
  residentSubsidy: '政府补贴',
  transferredIn: '外地转入',
};
