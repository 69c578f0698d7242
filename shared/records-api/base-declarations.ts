import * as v from 'valibot';
import { applicationEntries, CaseNumber } from './application-parts.ts';
import { FenAmount, IsoDateText } from './common.ts';
import { Policy } from './policies.ts';

const AmountFen = v.pipe(FenAmount, v.minValue(1), v.maxValue(10_000_000_000));

/** `POST /v1/base-declarations`: a level of the average wage, or an amount of one's own choice. */
export const BaseDeclarationRequest = v.strictObject({
  choice: v.variant('type', [
    v.strictObject({
      type: v.literal('level'),
      /** Hundredths of a per cent: 6000 = 60 %. */
      levelBasisPoints: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
    }),
    v.strictObject({ type: v.literal('amount'), baseFen: AmountFen }),
  ]),
});
export type BaseDeclarationRequest = v.InferOutput<typeof BaseDeclarationRequest>;

/** `replaced`: another declaration of the same year came after it. */
export const BaseDeclarationState = v.picklist(['declared', 'replaced']);
export type BaseDeclarationState = v.InferOutput<typeof BaseDeclarationState>;

const DeclaredBase = {
  baseFen: FenAmount,
  /** What a month costs, and where it goes. */
  monthlyFen: FenAmount,
  toAccountFen: FenAmount,
  toPoolFen: FenAmount,
  /** A month's share in the average index, in ten-thousandths. */
  indexTenThousandths: v.number(),
};

export const BaseDeclaration = v.strictObject({
  kind: v.literal('baseDeclaration'),
  ...applicationEntries(BaseDeclarationState),
  details: v.strictObject({
    /** The year in which the window opened. */
    paymentYear: v.number(),
    /** Null for an amount of one's own choice. */
    levelBasisPoints: v.nullable(v.number()),
    ...DeclaredBase,
    replacedBy: v.nullable(CaseNumber),
  }),
});
export type BaseDeclaration = v.InferOutput<typeof BaseDeclaration>;

/** `GET /v1/base-declarations/choices`: what there is to choose from today. */
export const BaseDeclarationChoices = v.strictObject({
  paymentYear: v.number(),
  /** Null: the region's office is asked, nothing can be declared here. */
  window: v.nullable(v.strictObject({ opensOn: IsoDateText, closesOn: IsoDateText })),
  open: v.boolean(),
  averageWageFen: FenAmount,
  floorFen: FenAmount,
  ceilingFen: FenAmount,
  freeAmount: v.boolean(),
  levels: v.array(
    v.strictObject({
      levelBasisPoints: v.number(),
      heldAt: v.nullable(v.picklist(['floor', 'ceiling'])),
      ...DeclaredBase,
    }),
  ),
  /** Number of the declaration that is valid for that year. */
  declared: v.nullable(CaseNumber),
  policies: v.array(Policy),
});
export type BaseDeclarationChoices = v.InferOutput<typeof BaseDeclarationChoices>;
