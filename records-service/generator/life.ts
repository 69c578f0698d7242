import type { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import { addMonths, type IsoDate, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import { DEMO_REGION, policyOn } from '../policy-packs/policy-pack.ts';
import { RETIREMENT_RULES } from '../policy-packs/retirement-age.ts';
import { retirementDate } from '../rules/retirement-age.ts';
import {
  type Employment,
  employeeMonth,
  employment,
  employmentBase,
  flexibleMonth,
  inTransit,
  monthsOf,
  owed,
  refund,
  residentYear,
  type SampleContribution,
} from '../sample-data/payments.ts';
import { type PensionMonth, pensionMonths } from '../sample-data/pension.ts';
import { type Person, personOf } from './people.ts';
import { type Random, randomOf } from './random.ts';

/** What lives are made from. */
export interface Plan {
  readonly seed: number;
  /** No history is longer. */
  readonly years: number;
  /** The records are complete up to this day. */
  readonly cutOff: IsoDate;
  /** How many employers there are. */
  readonly employers: number;
}

/** A contribution, and the employer who paid it, counted from 0. */
type LifeContribution = Omit<SampleContribution, 'employer'> & { readonly employer: number | null };

export interface Life extends Person {
  readonly scheme: PensionScheme;
  readonly state: ParticipationState;
  readonly employer: number | null;
  readonly contributions: readonly LifeContribution[];
  readonly pensionSince: YearMonth | null;
  readonly pension: readonly PensionMonth[];
}

/** Residents pay since then (国发〔2014〕8号 put two schemes together, the demo region had its own before). */
const RESIDENTS_SINCE_YEAR = 2012;

/** From here on the demo region's packs have rates for those who pay for themselves. */
const FLEXIBLE_WORKERS_SINCE: YearMonth = '2006-01';

/** Whose life it is. */
export const personOfPlan = (plan: Plan, index: number): Person =>
  personOf(index, plan.cutOff, randomOf(plan.seed, index));

/** The same life for the same plan and index, whoever asks, in any order. */
export function lifeOf(plan: Plan, index: number): Life {
  const random = randomOf(plan.seed, index);
  const person = personOf(index, plan.cutOff, random);
  return random.chance(10) ? residentLife(plan, person, random) : workingLife(plan, person, random);
}

function workingLife(plan: Plan, person: Person, random: Random): Life {
  const cutOffMonth = plan.cutOff.slice(0, 7);
  const birthMonth = person.birthDate.slice(0, 7);
  const { statutoryMonth } = retirementDate(
    birthMonth,
    person.sex === 'male' ? 'male' : 'female55',
    policyOn('the retirement age', RETIREMENT_RULES, DEMO_REGION, plan.cutOff).values,
  );
  const pensionSince = statutoryMonth <= cutOffMonth ? statutoryMonth : null;
  const earliest = addMonths(cutOffMonth, 1 - plan.years * 12);
  const begun = addMonths(birthMonth, random.between(18, 25) * 12 + random.between(0, 11));
  const from = [begun, earliest].toSorted().at(-1) ?? begun;
  const last = pensionSince === null ? cutOffMonth : addMonths(pensionSince, -1);
  const spells = employments(plan, from, last, random);
  const contributions = spells.flatMap(({ employer, lines }) => lines.map((line) => ({ ...line, employer })));
  const employer = spells.at(-1)?.employer ?? null;
  const age = Math.floor((monthIndex(last) - monthIndex(birthMonth)) / 12);
  return {
    ...person,
    scheme: 'enterpriseEmployee',
    state: pensionSince === null ? 'contributing' : 'drawingPension',
    employer: pensionSince === null ? employer : null,
    contributions: pensionSince === null ? withUnsettledEnd(contributions, random) : contributions,
    pensionSince,
    pension:
      pensionSince === null
        ? []
        : pensionMonths(
            spells.flatMap(({ lines }) => lines),
            age,
            pensionSince,
            cutOffMonth,
          ),
  };
}

interface Spell {
  readonly employer: number | null;
  readonly lines: readonly SampleContribution[];
}

/** One employer after the other, sometimes with months between, sometimes on one's own at the end. */
function employments(plan: Plan, from: YearMonth, last: YearMonth, random: Random): Spell[] {
  const spells: Spell[] = [];
  for (let start = from; start <= last; ) {
    const to = [addMonths(start, random.between(18, 150)), last].toSorted()[0] ?? last;
    if (start >= FLEXIBLE_WORKERS_SINCE && spells.length > 0 && random.chance(10)) {
      const percent = random.pick([60, 80, 100]);
      const lines = monthsOf({ from: start, to }, last).map((month) => flexibleMonth(month, percent));
      spells.push({ employer: null, lines });
    } else {
      const spell = {
        employer: 'cloud' as const,
        from: start,
        to,
        wagePercent: [random.between(60, 120), random.between(80, 220)] as const,
      };
      spells.push({ employer: random.between(0, plan.employers - 1), lines: employed(spell, last, random) });
    }
    start = addMonths(to, random.chance(25) ? random.between(2, 20) : 1);
  }
  return spells;
}

function employed(spell: Employment, last: YearMonth, random: Random): SampleContribution[] {
  const lines = employment(spell, last);
  const middle = lines[Math.floor(lines.length / 2)];
  if (middle === undefined) return lines;
  const later = addMonths(middle.forMonth, random.between(2, 12));
  if (later > last) return lines;
  // A month that was not paid in time and is paid later.
  if (random.chance(8))
    return lines.map((line) =>
      line === middle
        ? employeeMonth(
            line.forMonth,
            spell.employer,
            employmentBase(spell, line.forMonth),
            'madeUpAfterBreak',
            later,
          )
        : line,
    );
  // One that was paid twice and given back.
  if (random.chance(3)) return [...lines, middle, refund(middle, later)];
  return lines;
}

/** The newest money is on its way, or owed. */
function withUnsettledEnd(lines: readonly LifeContribution[], random: Random): readonly LifeContribution[] {
  const newest = lines.at(-1);
  if (newest === undefined || newest.kind !== 'regular' || random.chance(90)) return lines;
  const unsettled = random.chance(50) ? inTransit : owed;
  return [...lines.slice(0, -1), { ...unsettled({ ...newest, employer: null }), employer: newest.employer }];
}

function residentLife(plan: Plan, person: Person, random: Random): Life {
  const cutOffMonth = plan.cutOff.slice(0, 7);
  const lastYear = Number(cutOffMonth.slice(0, 4));
  const firstYear = Math.max(
    RESIDENTS_SINCE_YEAR,
    lastYear - plan.years + 1,
    Number(person.birthDate.slice(0, 4)) + random.between(18, 30),
  );
  const tierFen = random.pick([20_000, 50_000, 100_000, 200_000]);
  const years = Array.from(
    { length: Math.max(lastYear - firstYear + 1, 0) },
    (_, offset) => firstYear + offset,
  );
  return {
    ...person,
    scheme: 'resident',
    state: 'contributing',
    employer: null,
    contributions: years.flatMap((year) =>
      random.chance(6)
        ? []
        : residentYear(year, tierFen, cutOffMonth).map((line) => ({ ...line, employer: null })),
    ),
    pensionSince: null,
    pension: [],
  };
}
