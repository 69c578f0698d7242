import * as v from 'valibot';
import { applicationEntries } from './application-parts.ts';
import { FenAmount, IsoDateText, YearMonthText } from './common.ts';
import { RegionText } from './regions.ts';

const Scheme = v.picklist(['enterprise', 'government']);

const Move = {
  /** One of the two regions is the one that has the record here. */
  fromRegion: RegionText,
  toRegion: RegionText,
  fromScheme: Scheme,
  toScheme: Scheme,
};

/** `POST /v1/transfers` 基本养老保险关系转移接续 */
export const TransferApplicationRequest = v.strictObject({
  ...Move,
  /** As one remembers it: the months paid in the other region; null where there are none to tell. */
  elsewhere: v.nullable(v.strictObject({ firstMonth: YearMonthText, lastMonth: YearMonthText })),
  /** The household is registered in the new region: then its account is never a temporary one. */
  householdThere: v.boolean(),
});
export type TransferApplicationRequest = v.InferOutput<typeof TransferApplicationRequest>;

/**
 * ```
 *   submitted ─▶ accepted ─▶ contactLetterSent ─▶ checkedAtOrigin ─▶ relationMovedOut ─▶ fundsMovedOut
 *     申请        转入地受理      联系函               转出地核对           关系转出              资金转出
 *             ─▶ receivedAtDestination ─▶ merged            returned: 退回, from every state before merged
 *                   转入地接收              合并办结          withdrawn: by the citizen, until it is accepted
 * ```
 */
export const TransferState = v.picklist([
  'submitted',
  'accepted',
  'contactLetterSent',
  'checkedAtOrigin',
  'relationMovedOut',
  'fundsMovedOut',
  'receivedAtDestination',
  'merged',
  'returned',
  'withdrawn',
]);
export type TransferState = v.InferOutput<typeof TransferState>;

export const TransferApplication = v.strictObject({
  kind: v.literal('transfer'),
  ...applicationEntries(TransferState),
  details: v.strictObject({
    ...Move,
    direction: v.picklist(['out', 'in']),
    /** Of the record here; null for a transfer in: the other region works it out. */
    funds: v.nullable(v.strictObject({ accountFen: FenAmount, pooledFen: FenAmount, totalFen: FenAmount })),
    /** Records here are complete up to this day. */
    dataCutOff: IsoDateText,
    /** 先转后清: paid in both regions. They stop nothing; the new region's office asks which to keep. */
    overlappingMonths: v.array(YearMonthText),
    /** 临时缴费账户 */
    temporaryAccount: v.boolean(),
    /** What agencies aim at; null while the calendar of that year is not published. */
    targetDate: v.nullable(IsoDateText),
  }),
});
export type TransferApplication = v.InferOutput<typeof TransferApplication>;
