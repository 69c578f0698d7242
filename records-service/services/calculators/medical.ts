import type * as v from 'valibot';
import type {
  DrugSupplyAnswer,
  DrugSupplyRequest,
  MaternityGrantAnswer,
  MaternityGrantRequest,
  ResidentInpatientAnswer,
  ResidentInpatientRequest,
  SpecialDiseaseAnswer,
  SpecialDiseaseRequest,
} from '#shared/records-api/medical-calculators.ts';
import { ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { RESIDENT_INPATIENT } from '../../policy-packs/medical.ts';
import { policyOf } from '../../policy-packs/policy-pack.ts';
import { PRESCRIPTION_MONITORING } from '../../policy-packs/prescriptions.ts';
import { MATERNITY_GRANT, SPECIAL_DISEASES } from '../../policy-packs/resident-benefits.ts';
import { lastsUntil, overlaps, supplyLimitDays } from '../../rules/drug-supply.ts';
import { inpatientFundFen, inpatientShareBasisPoints } from '../../rules/inpatient.ts';
import { specialDiseaseMonth } from '../../rules/special-disease.ts';
import { type CalculatorRefusal, decimalText, packFor, wrongInput } from './figures.ts';

type Outcome<Schema extends v.GenericSchema> = Result<v.InferOutput<Schema>, CalculatorRefusal>;

export function calculateResidentInpatient(
  { region, level, favoured, inScopeFen }: ResidentInpatientRequest,
  today: IsoDate,
): Outcome<typeof ResidentInpatientAnswer> {
  const rules = packFor('an inpatient benefit of residents', RESIDENT_INPATIENT, region, today);
  if (!rules.ok) return rules;
  const fundFen = inpatientFundFen(inScopeFen, level, favoured, rules.value.values);
  return ok({
    share: decimalText(inpatientShareBasisPoints(level, favoured, rules.value.values)),
    fundFen,
    ownFen: inScopeFen - fundFen,
    policies: [policyOf(rules.value)],
  });
}

export function calculateSpecialDisease(
  { region, disease, inScopeFen, monthlyLimitFen }: SpecialDiseaseRequest,
  today: IsoDate,
): Outcome<typeof SpecialDiseaseAnswer> {
  const rules = packFor('a benefit for special diseases', SPECIAL_DISEASES, region, today);
  if (!rules.ok) return rules;
  const { diseases, listComplete, shareBasisPoints } = rules.value.values;
  const named = diseases.find(({ name }) => name === disease);
  if (named === undefined && listComplete) return wrongInput('disease: not one of the region’s list');
  const limit = named?.mostPerMonthFen ?? monthlyLimitFen;
  if (limit === undefined)
    return wrongInput('monthlyLimitFen: the region’s text gives none; it stands on one’s own confirmation');
  const [leastShare, mostShare] = shareBasisPoints;
  const at = (share: number) => {
    const { paidFen, remainingFen } = specialDiseaseMonth(inScopeFen, share, limit);
    return { share: decimalText(share), paidFen: [...paidFen], remainingFen };
  };
  return ok({
    named: named !== undefined,
    listComplete,
    monthlyLimitFen: limit,
    least: at(named?.shareBasisPoints ?? leastShare),
    most: at(named?.shareBasisPoints ?? mostShare),
    policies: [policyOf(rules.value)],
  });
}

export function calculateMaternityGrant(
  { region, birth }: MaternityGrantRequest,
  today: IsoDate,
): Outcome<typeof MaternityGrantAnswer> {
  const rules = packFor('a maternity grant', MATERNITY_GRANT, region, today);
  if (!rules.ok) return rules;
  return ok({ grantFen: rules.value.values.grantFen[birth], policies: [policyOf(rules.value)] });
}

export function calculateDrugSupply(
  { region, dispensings, confirmedChronic, acute }: DrugSupplyRequest,
  today: IsoDate,
): Outcome<typeof DrugSupplyAnswer> {
  const rules = packFor('the supply of a prescription', PRESCRIPTION_MONITORING, region, today);
  if (!rules.ok) return rules;
  const drugs = [...new Set(dispensings.map(({ drug }) => drug))].sort();
  return ok({
    overlaps: overlaps(dispensings).map(({ kind, first, second, days, minutesApart }) => ({
      kind,
      first: dispensings.indexOf(first),
      second: dispensings.indexOf(second),
      days,
      minutesApart,
    })),
    lasts: drugs.flatMap((drug) => {
      const until = lastsUntil(dispensings, drug);
      return until === null ? [] : [{ drug, until }];
    }),
    supplyLimitDays: supplyLimitDays({ acute, confirmedChronic }, rules.value.values),
    policies: [policyOf(rules.value)],
  });
}
