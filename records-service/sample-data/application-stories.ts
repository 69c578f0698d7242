import type { OfficeStep } from '#shared/records-api/office.ts';
import { addDays, type IsoDate } from '#shared/time/calendar.ts';
import { nearestPolicy, PolicyGapError, type RegionCode } from '../policy-packs/policy-pack.ts';
import { STAFF_CHANGES } from '../policy-packs/staff-changes.ts';
import { TRANSFER_PROCESS } from '../policy-packs/transfer.ts';
import { staffChangeDates } from '../rules/staff-change.ts';
import { addWorkingDays } from '../rules/working-days.ts';
import { choicesOn } from '../services/applications/base-declarations.ts';
import type { AnyCase } from '../services/applications/cases.ts';
import { submitted } from '../services/applications/off-site-filing-case.ts';
import { filingRulesOf, workCalendarOf } from '../services/applications/policies.ts';
import { SAMPLE_CITIZENS } from './citizens.ts';
import { SAMPLE_EMPLOYERS, type SampleEmployer } from './employers.ts';

interface ApplicationStory {
  /** Key of who handed it in. */
  readonly citizen: string;
  readonly daysAgo: number;
  readonly content: (submittedOn: IsoDate, region: RegionCode) => AnyCase;
  /** Each on the day after the one before it. */
  readonly steps: readonly OfficeStep[];
  /** Of a report of a unit. */
  readonly unit?: SampleEmployer;
}

const APPROVE: OfficeStep = { type: 'approve' };
const ADVANCE: OfficeStep = { type: 'advance' };
const TAKE_UP: OfficeStep = { type: 'takeUp' };

/** Numbers of the range that no network gives out. */
export const SAMPLE_PHONES: Readonly<Record<string, string>> = {
  'in-work': '19900000011',
  retired: '19900000016',
  resident: '19900000018',
};

const filing =
  (
    category: 'retiredSettledElsewhere' | 'livingElsewhere' | 'workingElsewhere',
    city: string,
    residence: string,
  ): ApplicationStory['content'] =>
  (submittedOn, region) =>
    submitted(
      {
        category,
        group: 'longTerm',
        proof: 'promiseLetterSigned',
        place: { city, residence },
        leastValidMonths: null,
      },
      submittedOn,
      filingRulesOf(region)(submittedOn),
    );

const transferIn =
  (fromRegion: string): ApplicationStory['content'] =>
  (submittedOn, region) => {
    const process = nearestPolicy(TRANSFER_PROCESS, region, submittedOn);
    if (process === undefined) throw new PolicyGapError('transfers', region, submittedOn);
    return {
      kind: 'transfer',
      state: 'submitted',
      direction: 'in',
      fromRegion,
      toRegion: region,
      fromScheme: 'enterprise',
      toScheme: 'enterprise',
      elsewhere: { firstMonth: '2006-07', lastMonth: '2007-06' },
      householdThere: true,
      funds: null,
      dataCutOff: submittedOn,
      overlappingMonths: [],
      temporaryAccount: false,
      targetDate: addWorkingDays(submittedOn, process.values.targetWorkingDays, workCalendarOf),
    };
  };

const missingMonth =
  (month: string): ApplicationStory['content'] =>
  (submittedOn) => ({
    kind: 'objection',
    state: 'received',
    target: { type: 'missingMonth', month },
    objectedReason: 'monthMissing',
    remark: null,
    row: null,
    dataCutOff: submittedOn,
  });

const report =
  (unit: SampleEmployer, worker: string, change: 'increase' | 'decrease'): ApplicationStory['content'] =>
  (submittedOn, region) => {
    const rules = nearestPolicy(STAFF_CHANGES, region, submittedOn);
    const person = SAMPLE_CITIZENS.find((one) => one.key === worker);
    if (rules === undefined || person === undefined)
      throw new PolicyGapError('staff changes', region, submittedOn);
    const { increasePapers, decreasePapers, decreaseFollows } = rules.values;
    const isIncrease = change === 'increase';
    const papers = isIncrease ? increasePapers.firstEnrolment : decreasePapers.contractEnded;
    return {
      kind: 'staffChange',
      state: 'submitted',
      change,
      changeReason: isIncrease ? 'firstEnrolment' : 'contractEnded',
      unitNumber: SAMPLE_EMPLOYERS[unit].unitNumber,
      employerName: SAMPLE_EMPLOYERS[unit].name,
      workerName: person.name,
      workerNumber: person.number,
      workedFromOrUntil: addDays(submittedOn, -2),
      ...staffChangeDates(submittedOn, rules.values, workCalendarOf),
      contribution: null,
      papers: papers.filter(({ need }) => need === 'required').map(({ name }) => name),
      follows: isIncrease ? [] : decreaseFollows.contractEnded,
    };
  };

export const SAMPLE_APPLICATIONS: readonly ApplicationStory[] = [
  {
    citizen: 'retired',
    daysAgo: 430,
    content: filing('retiredSettledElsewhere', '460100', '虚构区椰林路1号'),
    steps: [APPROVE],
  },
  {
    citizen: 'forty-years',
    daysAgo: 1,
    content: filing('livingElsewhere', '330100', '虚构区湖滨路2号'),
    steps: [],
  },
  {
    citizen: 'gaps',
    daysAgo: 40,
    content: filing('workingElsewhere', '440100', '虚构区珠江路3号'),
    steps: [{ type: 'reject', reason: '登记的居住地址不完整，请补充后重新备案' }],
  },
  {
    citizen: 'in-work',
    daysAgo: 9,
    content: transferIn('420100'),
    steps: [ADVANCE, ADVANCE, ADVANCE, ADVANCE],
  },
  {
    citizen: 'transferred-in',
    daysAgo: 300,
    content: transferIn('370200'),
    steps: Array.from({ length: 7 }, () => ADVANCE),
  },
  { citizen: 'gaps', daysAgo: 6, content: missingMonth('2012-03'), steps: [TAKE_UP] },
  {
    citizen: 'several-employers',
    daysAgo: 60,
    content: missingMonth('2008-12'),
    steps: [TAKE_UP, { type: 'confirm', reason: '当月没有缴费记录，单位从次年三月开始缴费' }],
  },
  {
    citizen: 'flexible-worker',
    daysAgo: 3,
    content: (submittedOn, region) => {
      const choices = choicesOn(region, submittedOn);
      const level = choices.ok
        ? choices.value.levels.find((one) => one.levelBasisPoints === 6000)
        : undefined;
      if (!choices.ok || !choices.value.open || level === undefined)
        throw new PolicyGapError('the declaration of bases', region, submittedOn);
      const { heldAt: _, ...base } = level;
      return {
        kind: 'baseDeclaration',
        state: 'declared',
        paymentYear: choices.value.paymentYear,
        ...base,
        replacedBy: null,
      };
    },
    steps: [],
  },
  {
    citizen: 'resident',
    daysAgo: 20,
    content: (submittedOn) => ({
      kind: 'contactChange',
      state: 'effective',
      field: 'phone',
      value: '19900000028',
      bank: null,
      oldValue: SAMPLE_PHONES['resident'] ?? null,
      effectiveFrom: submittedOn,
    }),
    steps: [],
  },
  {
    citizen: 'retired',
    daysAgo: 1,
    content: (submittedOn) => ({
      kind: 'contactChange',
      state: 'cooling',
      field: 'bankCard',
      value: '6299990000000000160',
      bank: '样例银行',
      oldValue: null,
      effectiveFrom: addDays(submittedOn, 3),
    }),
    steps: [],
  },
  {
    citizen: 'in-work',
    daysAgo: 2,
    content: report('cloud', 'rarest-characters', 'decrease'),
    steps: [],
    unit: 'cloud',
  },
  {
    citizen: 'in-work',
    daysAgo: 30,
    content: report('start', 'just-started', 'increase'),
    steps: [APPROVE],
    unit: 'start',
  },
];
