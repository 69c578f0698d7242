import * as v from 'valibot';
import { Amount, policies, Rate, Region, whole } from './calculator-figures.ts';
import { CalendarDay } from './common.ts';

/* Medical benefits and drugs: typed figures in, nothing is kept. */

const benefit = { paidFen: v.array(v.number()), remainingFen: v.number() };

export const ResidentInpatientRequest = v.strictObject({
  region: Region,
  level: v.picklist(['level1', 'level2', 'level3']),
  /** 一类低保 or 重度残疾, or both. */
  favoured: v.boolean(),
  inScopeFen: Amount,
});
export type ResidentInpatientRequest = v.InferOutput<typeof ResidentInpatientRequest>;
export const ResidentInpatientAnswer = v.strictObject({
  share: Rate,
  /** Before any deductible, which the region's text does not give: a share, no promise. */
  fundFen: v.number(),
  ownFen: v.number(),
  policies,
});

export const SpecialDiseaseRequest = v.strictObject({
  region: Region,
  disease: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  /** Of one month, in the order of the days. */
  inScopeFen: v.pipe(v.array(Amount), v.maxLength(62)),
  /** Limit of the month on one's own confirmation; needed where the region's pack has none for the disease. */
  monthlyLimitFen: v.optional(Amount),
});
export type SpecialDiseaseRequest = v.InferOutput<typeof SpecialDiseaseRequest>;
export const SpecialDiseaseAnswer = v.strictObject({
  /** Whether the pack names the disease; where its list is not the whole one, an unnamed disease may be on it still. */
  named: v.boolean(),
  listComplete: v.boolean(),
  monthlyLimitFen: v.number(),
  /** The same where the share of the disease is known. */
  least: v.strictObject({ share: Rate, ...benefit }),
  most: v.strictObject({ share: Rate, ...benefit }),
  policies,
});

export const MaternityGrantRequest = v.strictObject({
  region: Region,
  /** `naturalBirth` is 顺产, an assisted one (助娩产) too. */
  birth: v.picklist(['naturalBirth', 'caesarean']),
});
export type MaternityGrantRequest = v.InferOutput<typeof MaternityGrantRequest>;
export const MaternityGrantAnswer = v.strictObject({ grantFen: v.number(), policies });

export const DrugSupplyRequest = v.strictObject({
  region: Region,
  dispensings: v.pipe(
    v.array(
      v.strictObject({
        /** Generic name and form. */
        drug: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
        /** Any word that tells one hospital from another. */
        hospital: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
        date: CalendarDay,
        /** Minutes since midnight. */
        minute: whole(0, 1439),
        days: whole(1, 366),
      }),
    ),
    v.maxLength(40),
  ),
  /** A disease of the region's list that was confirmed. */
  confirmedChronic: v.optional(v.boolean(), false),
  acute: v.optional(v.boolean(), false),
});
export type DrugSupplyRequest = v.InferOutput<typeof DrugSupplyRequest>;
export const DrugSupplyAnswer = v.strictObject({
  /** In the order of the second dispensing; `first` and `second` count the dispensings as they were sent, from 0. */
  overlaps: v.array(
    v.strictObject({
      kind: v.picklist(['sameDayOtherHospital', 'supplyNotUsedUp']),
      first: v.number(),
      second: v.number(),
      days: v.number(),
      /** On the same day only. */
      minutesApart: v.nullable(v.number()),
    }),
  ),
  /** 您手上的药预计够用到 */
  lasts: v.array(v.strictObject({ drug: v.string(), until: CalendarDay })),
  supplyLimitDays: v.number(),
  policies,
});
