import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 单位职工增减: until when a change counts for the month, and what it needs. */
export interface StaffChanges {
  readonly submitByDay: number;
  /** In the month after. */
  readonly payByDay: number;
  /** 末位为节假日: whether the deadline moves to the next working day; the text is silent, so both dates are told. */
  readonly movesToWorkingDay: boolean;
  readonly increasePapers: readonly StaffPaper[];
  readonly decreasePapers: readonly StaffPaper[];
}

interface StaffPaper {
  readonly name: string;
  /** `replaced`: by the social-security card or by data that agencies exchange (社会保险经办条例 art. 31). */
  readonly need: 'required' | 'replaced';
}

export const STAFF_CHANGES: readonly PolicyPack<StaffChanges>[] = [
  {
    region: DEMO_REGION,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: 'Demo region, after a town’s leaflet on 参加养老保险职工增减',
    source: 'Press text among the customer’s documents, which names no region; kept as the demo region’s',
    confidence: 'unconfirmed',
    values: {
      submitByDay: 20,
      payByDay: 10,
      movesToWorkingDay: false,
      increasePapers: [
        { name: '参加基本养老保险职工增加花名册', need: 'required' },
        { name: '劳动合同鉴证', need: 'replaced' },
        { name: '养老保险关系转移表', need: 'replaced' },
        { name: '一寸照片', need: 'replaced' },
      ],
      decreasePapers: [
        { name: '参加基本养老保险职工减少表', need: 'required' },
        { name: '解除劳动合同证明、退休审批表或死亡证明', need: 'required' },
        { name: '职工养老保险手册', need: 'replaced' },
      ],
    },
  },
];
