import * as v from 'valibot';
import { AddressText, applicationEntries } from './application-parts.ts';
import { IsoDateText } from './common.ts';
import { RegionText } from './regions.ts';

/** 医保发〔2022〕22号: three who live elsewhere for long, three who are there for a time. */
export const OffSiteFilingCategory = v.picklist([
  'retiredSettledElsewhere',
  'livingElsewhere',
  'workingElsewhere',
  'referred',
  'emergency',
  'otherTemporary',
]);
export type OffSiteFilingCategory = v.InferOutput<typeof OffSiteFilingCategory>;

const Place = {
  /** 就医地: a municipality or a city at prefecture level (GB/T 2260); every networked hospital there is included. */
  city: RegionText,
  /** Where one lives there; needed by those who live elsewhere for long. */
  residence: v.nullable(AddressText),
};

/** `POST /v1/off-site-filings` */
export const OffSiteFilingRequest = v.strictObject({
  category: OffSiteFilingCategory,
  ...Place,
  /** 个人承诺书 signed at the terminal, or the paper that the category asks for laid before it. */
  proof: v.picklist(['promiseLetterSigned', 'documentShown', 'none']),
});
export type OffSiteFilingRequest = v.InferOutput<typeof OffSiteFilingRequest>;

/** `POST /v1/off-site-filings/:number/change` 医院变更: the old place stays valid until the new one is approved. */
export const OffSiteFilingChange = v.strictObject(Place);
export type OffSiteFilingChange = v.InferOutput<typeof OffSiteFilingChange>;

/** `autoFiled`: an emergency is treated as filed. `lapsed`: a temporary one has run out. */
export const OffSiteFilingState = v.picklist([
  'submitted',
  'approved',
  'changing',
  'rejected',
  'cancelled',
  'lapsed',
  'autoFiled',
]);
export type OffSiteFilingState = v.InferOutput<typeof OffSiteFilingState>;

export const OffSiteFiling = v.strictObject({
  kind: v.literal('offSiteFiling'),
  ...applicationEntries(OffSiteFilingState),
  details: v.strictObject({
    category: OffSiteFilingCategory,
    group: v.picklist(['longTerm', 'temporary']),
    ...Place,
    proof: OffSiteFilingRequest.entries.proof,
    /** 申请成功 is not 通过: the result is not promised before that day. Null where there is none to wait for. */
    resultFrom: v.nullable(IsoDateText),
    /** The new place, while it waits for its approval. */
    change: v.nullable(v.strictObject(Place)),
    approvedOn: v.nullable(IsoDateText),
    /** Changed or cancelled from that day on, not before. */
    changeableFrom: v.nullable(IsoDateText),
    /** Last day of a temporary one; null for one that lasts until it is changed. */
    validUntil: v.nullable(IsoDateText),
    /** What the category asks for, and what is needed where a bill is claimed at home afterwards. */
    documents: v.array(v.string()),
    claimDocuments: v.array(v.string()),
  }),
});
export type OffSiteFiling = v.InferOutput<typeof OffSiteFiling>;
