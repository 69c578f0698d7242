/** Invented; the unit numbers begin with the demo region. */
export const SAMPLE_EMPLOYERS = {
  cloud: { unitNumber: '9999990001', name: '示范云帆软件有限公司' },
  factory: { unitNumber: '9999990002', name: '样例第一机械厂' },
  school: { unitNumber: '9999990003', name: '演示育新培训学校' },
  shop: { unitNumber: '9999990004', name: '虚构百汇商贸有限公司' },
  freight: { unitNumber: '9999990005', name: '样例通达物流有限公司' },
  builder: { unitNumber: '9999990006', name: '演示宏基建筑工程有限公司' },
  clinic: { unitNumber: '9999990007', name: '示范仁和医养服务有限公司' },
  start: { unitNumber: '9999990008', name: '虚构新芽科技有限公司' },
} as const;
export type SampleEmployer = keyof typeof SAMPLE_EMPLOYERS;
