import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { Trouble } from '#shared/staff-desk/messages.ts';

export type DeviceName = keyof FullStatus;

/** What staff calls each part. */
export const DEVICE_NAMES: Readonly<Record<DeviceName, string>> = {
  identityCardReader: '身份证读卡器',
  socialSecurityCardReader: '社保卡读卡器',
  pinPad: '密码键盘',
  codeScanner: '扫码器',
  printer: '打印机',
  speech: '语音',
  keypad: '辅助键盘',
  records: '业务系统',
};

/** Why somebody calls, as staff reads it. */
export const REASON_NAMES: Readonly<Record<StaffCallReason, string>> = {
  howToUse: '不会操作',
  cardOrMachine: '卡或机器有问题',
  aboutMyRecords: '对自己的记录有疑问',
  otherErrand: '想办别的事',
  feelingUnwell: '身体不舒服，请马上过去',
};

const TROUBLE_NAMES: Readonly<Record<Exclude<Trouble, 'notUsable'>, string>> = {
  paperOut: '打印机缺纸',
  paperLow: '打印机的纸快用完了',
  paperJammed: '打印机卡纸',
  paperLeft: '出纸口有没取走的纸，可能有个人信息，请收好',
  tonerOut: '打印机没有墨粉',
  tonerLow: '打印机的墨粉快用完了',
  coverOpen: '打印机的盖子开着',
  cardStuck: '有卡片卡在读卡器里，请取出并核对身份后交还',
  cardLeft: '读卡器上有落下的卡，请收好',
  cardRetained: '没有取走的社保卡已收进回收箱，请取出登记',
  binFull: '社保卡回收箱已满',
};

export const troubleName = (device: DeviceName, trouble: Trouble): string =>
  trouble === 'notUsable' ? `${DEVICE_NAMES[device]}不能用` : TROUBLE_NAMES[trouble];
