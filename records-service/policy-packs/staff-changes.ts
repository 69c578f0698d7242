import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 单位职工增减: until when a change counts for the month, and what it needs. */
export interface StaffChanges {
  readonly submitByDay: number;
  /** In the month after. */
  readonly payByDay: number;
  /** 末位为节假日: whether a deadline moves to the next working day; the text is silent, so both dates are told. */
  readonly movesToWorkingDay: boolean;
  readonly increasePapers: Readonly<Record<IncreaseReason, readonly StaffPaper[]>>;
  readonly decreasePapers: Readonly<Record<DecreaseReason, readonly StaffPaper[]>>;
  /** What the worker gets or what follows, by reason. */
  readonly decreaseFollows: Readonly<Record<DecreaseReason, readonly string[]>>;
}

export type IncreaseReason = 'firstEnrolment' | 'comesFromElsewhere' | 'insuredHereBefore';
export type DecreaseReason = 'contractEnded' | 'retirement' | 'death' | 'trafficDeath';

export interface StaffPaper {
  readonly name: string;
  /**
   * `replaced`: by the card or by data that agencies exchange (社会保险经办条例 art. 31).
   * `notRequired`: abolished, and kept in the list so that nobody fetches it in vain.
   */
  readonly need: 'required' | 'replaced' | 'notRequired';
  /** What stands in for a paper that is not asked for any more. */
  readonly replacedBy: string | null;
}

const required = (name: string): StaffPaper => ({ name, need: 'required', replacedBy: null });
const replaced = (name: string, replacedBy: string): StaffPaper => ({ name, need: 'replaced', replacedBy });

const INCREASE_ALWAYS = [
  required('参加基本养老保险职工增加花名册'),
  required('职工缴费基数申报'),
  { name: '劳动合同鉴证', need: 'notRequired', replacedBy: null },
] as const satisfies readonly StaffPaper[];

const DECREASE_ALWAYS = [
  required('参加基本养老保险职工减少表'),
  replaced('职工养老保险手册', '社会保障卡'),
] as const satisfies readonly StaffPaper[];

const SEALED = '个人账户封存';

export const STAFF_CHANGES: readonly PolicyPack<StaffChanges>[] = [
  {
    region: DEMO_REGION,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: 'Demo region, after a town’s leaflet on 参加养老保险职工增减',
    source: 'Press text among the customer’s documents, which names no region; kept as the demo region’s',
    confidence: 'unconfirmed',
    note: 'A historical, local list: papers that law has abolished or data have replaced are marked.',
    values: {
      submitByDay: 20,
      payByDay: 10,
      movesToWorkingDay: false,
      increasePapers: {
        firstEnrolment: [
          ...INCREASE_ALWAYS,
          replaced('一寸照片', '社会保障卡的照片'),
          replaced('职工养老保险手册', '社会保障卡'),
        ],
        comesFromElsewhere: [
          ...INCREASE_ALWAYS,
          replaced('养老保险关系转移表', '经办机构之间的转移接续数据'),
        ],
        insuredHereBefore: [...INCREASE_ALWAYS],
      },
      decreasePapers: {
        contractEnded: [...DECREASE_ALWAYS, required('解除或终止劳动合同证明'), required('退工登记备案手续')],
        retirement: [...DECREASE_ALWAYS, required('退休审批表')],
        death: [...DECREASE_ALWAYS, required('死亡证明'), required('火化发票原件')],
        trafficDeath: [
          ...DECREASE_ALWAYS,
          required('死亡证明'),
          required('火化发票原件'),
          required('交通事故损害赔偿调解书'),
        ],
      },
      decreaseFollows: {
        contractEnded: [SEALED, '向职工发放社会保险关系接续单'],
        retirement: ['办理退休待遇申领'],
        death: ['审核供养直系亲属待遇', '审核丧葬抚恤待遇', '凭支付凭证和收据领取'],
        trafficDeath: ['审核供养直系亲属待遇', '审核丧葬抚恤待遇', '凭支付凭证和收据领取'],
      },
    },
  },
];
