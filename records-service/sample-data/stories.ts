import type { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import type { SampleEmployer } from './employers.ts';
import {
  baseAt,
  dayOfCredit,
  type Employment,
  employeeMonth,
  employment,
  employmentBase,
  flexibleMonth,
  halfCredited,
  inTransit,
  monthsOf,
  owed,
  refund,
  residentYear,
  type SampleContribution,
} from './payments.ts';
import { transferredMonths } from './transfer.ts';

/** What one invented citizen's record holds up to the cut-off, before pensions are computed. */
export interface Story {
  readonly scheme: PensionScheme;
  readonly state: ParticipationState;
  readonly employer: SampleEmployer | null;
  readonly contributions: readonly SampleContribution[];
  /** First month of the pension, for those who retire. */
  readonly pensionSince?: YearMonth;
}

/** By the key of the citizen; who is not here has no record. */
export const STORIES: Readonly<Record<string, (cutOffMonth: YearMonth) => Story>> = {
  'in-work': (cutOffMonth) => {
    const spell: Employment = { employer: 'cloud', from: '2007-07', wagePercent: [90, 150] };
    return atWork('cloud', [...employment(spell, cutOffMonth), ...baseAdjustment(spell, cutOffMonth)]);
  },
  'several-employers': (cutOffMonth) =>
    atWork('clinic', [
      ...employment(
        { employer: 'shop', from: '2009-03', to: '2014-05', wagePercent: [70, 110] },
        cutOffMonth,
      ),
      ...employment(
        { employer: 'school', from: '2014-05', to: '2019-09', wagePercent: [85, 130] },
        cutOffMonth,
      ),
      ...employment({ employer: 'clinic', from: '2019-10', wagePercent: [105, 160] }, cutOffMonth),
    ]),
  gaps: (cutOffMonth) =>
    atWork('freight', [
      ...employment(
        { employer: 'factory', from: '2003-04', to: '2011-08', wagePercent: [75, 100] },
        cutOffMonth,
      ),
      ...employment(
        { employer: 'builder', from: '2014-03', to: '2020-01', wagePercent: [70, 90] },
        cutOffMonth,
      ),
      ...employment({ employer: 'freight', from: '2020-07', wagePercent: [80, 110] }, cutOffMonth),
    ]),
  'made-up': (cutOffMonth) => {
    const spell: Employment = { employer: 'builder', from: '2005-07', wagePercent: [80, 120] };
    const madeUp = new Map<YearMonth, { kind: 'madeUpAfterBreak' | 'madeUpLumpSum'; paidIn: YearMonth }>([
      ...monthsOf({ from: '2013-03', to: '2013-08' }, cutOffMonth).map(
        (month) => [month, { kind: 'madeUpAfterBreak', paidIn: '2015-10' }] as const,
      ),
      ...monthsOf({ from: '2021-11', to: '2021-12' }, cutOffMonth).map(
        (month) => [month, { kind: 'madeUpLumpSum', paidIn: '2022-03' }] as const,
      ),
    ]);
    return atWork(
      'builder',
      monthsOf(spell, cutOffMonth).flatMap((month) => {
        const late = madeUp.get(month) ?? { kind: 'regular' as const, paidIn: month };
        if (late.paidIn > cutOffMonth) return [];
        return [employeeMonth(month, 'builder', employmentBase(spell, month), late.kind, late.paidIn)];
      }),
    );
  },
  arrears: (cutOffMonth) => {
    const rows = employment({ employer: 'shop', from: '2013-08', wagePercent: [65, 100] }, cutOffMonth);
    const owedFrom = addMonths(cutOffMonth, -2);
    const halfPaid = addMonths(cutOffMonth, -3);
    return atWork(
      'shop',
      rows.map((row) => {
        if (row.forMonth >= owedFrom) return owed(row);
        return row.forMonth === halfPaid ? halfCredited(row) : row;
      }),
    );
  },
  retired: (cutOffMonth) => {
    const rows = employment(
      { employer: 'factory', from: '1986-09', to: '2021-03', wagePercent: [85, 125] },
      cutOffMonth,
    );
    if (cutOffMonth < '2021-04') return atWork('factory', rows);
    return {
      scheme: 'enterpriseEmployee',
      state: 'drawingPension',
      employer: null,
      contributions: rows,
      pensionSince: '2021-04',
    };
  },
  'flexible-worker': (cutOffMonth) => ({
    scheme: 'enterpriseEmployee',
    state: 'contributing',
    employer: null,
    contributions: [
      ...employment({ employer: 'shop', from: '2010-07', to: '2016-06', wagePercent: [70, 90] }, cutOffMonth),
      ...monthsOf({ from: '2016-07', to: '2022-06' }, cutOffMonth).map((month) => flexibleMonth(month, 60)),
      ...monthsOf({ from: '2022-07' }, cutOffMonth).map((month) => flexibleMonth(month, 100)),
    ],
  }),
  resident: (cutOffMonth) => {
    const years = monthsOf({ from: '2012-01' }, cutOffMonth).filter((month) => month.endsWith('-01'));
    return {
      scheme: 'resident',
      state: 'contributing',
      employer: null,
      contributions: years.flatMap((january) => {
        const year = Number(january.slice(0, 4));
        // One year was left out.
        return year === 2018 ? [] : residentYear(year, residentTierYuan(year) * 100, cutOffMonth);
      }),
    };
  },
  'rare-characters': (cutOffMonth) =>
    atWork(
      'school',
      employment({ employer: 'school', from: '2015-07', wagePercent: [80, 140] }, cutOffMonth),
    ),
  'long-name': (cutOffMonth) => {
    const rows = employment({ employer: 'freight', from: '2010-03', wagePercent: [75, 115] }, cutOffMonth);
    // One month was paid twice and given back.
    const twice = rows.find((row) => row.forMonth === '2019-06');
    return atWork('freight', [
      ...rows,
      ...(twice === undefined || cutOffMonth < '2019-09' ? [] : [twice, refund(twice, '2019-09')]),
    ]);
  },
  'forty-years': (cutOffMonth) =>
    atWork(
      'factory',
      employment({ employer: 'factory', from: '1986-10', wagePercent: [90, 140] }, cutOffMonth),
    ),
  'transferred-in': (cutOffMonth) =>
    atWork('cloud', [
      ...transferredMonths({ from: '2008-07', to: '2016-12' }, '2017-05', cutOffMonth),
      ...employment({ employer: 'cloud', from: '2017-01', wagePercent: [100, 160] }, cutOffMonth),
    ]),
  'just-started': (cutOffMonth) =>
    atWork('start', [
      inTransit(employeeMonth(cutOffMonth, 'start', baseAt(cutOffMonth, 60), 'regular', cutOffMonth)),
    ]),
  'rarest-characters': (cutOffMonth) =>
    atWork('cloud', employment({ employer: 'cloud', from: '2017-09', wagePercent: [90, 130] }, cutOffMonth)),
  'longest-name': (cutOffMonth) =>
    atWork(
      'freight',
      employment({ employer: 'freight', from: '2012-06', wagePercent: [80, 110] }, cutOffMonth),
    ),
};

function atWork(employer: SampleEmployer, contributions: readonly SampleContribution[]): Story {
  return { scheme: 'enterpriseEmployee', state: 'contributing', employer, contributions };
}

/** The base of July to November 2023 turned out too low and was adjusted in December. */
function baseAdjustment(spell: Employment, cutOffMonth: YearMonth): SampleContribution[] {
  const paidIn = '2023-12';
  if (cutOffMonth < paidIn) return [];
  return monthsOf({ from: '2023-07', to: '2023-11' }, cutOffMonth).map((month) => ({
    ...employeeMonth(month, spell.employer, 20_000, 'baseAdjustment', paidIn),
    creditedOn: dayOfCredit(paidIn),
  }));
}

function residentTierYuan(year: number): number {
  if (year < 2016) return 200;
  return year < 2020 ? 500 : 2000;
}
