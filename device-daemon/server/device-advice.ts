import type { DeviceState, FullStatus } from '#shared/protocol/states.ts';
import type { DeviceName } from '../staff/words.ts';

/** The words of the protocol, said plainly. */
export const STATE_NAMES: Readonly<Record<DeviceState, string>> = {
  online: '正常',
  deviceBusy: '正常，正在使用',
  starting: '正在启动',
  noDevice: '本机未配备',
  powerOff: '没有找到',
  offline: '没有应答',
  userError: '需要处理',
  hardwareError: '故障',
};

const GENERAL: Readonly<Partial<Record<DeviceState, string>>> = {
  starting: '请稍等几秒。',
  powerOff: '检查数据线和电源是否插好；插好后会自动恢复，不用重启。',
  offline: '检查是否有别的程序占用了它，再拔插一次数据线；仍然没有应答时请运行 doctor 查看原因。',
  hardwareError: '断电十秒再通电；仍然故障请报修。',
};

/** What differs from the general advice. */
const PARTICULAR: Readonly<Partial<Record<DeviceName, Partial<Record<DeviceState, string>>>>> = {
  printer: {
    userError: '打开打印机看一看：缺纸加纸，卡纸取出，盖好盖子。',
    hardwareError: '看打印机面板上的提示并处理；处理好后会继续打印，不用重启。',
  },
  records: {
    powerOff: '检查网线；请信息科查看业务系统是否运行。',
    offline: '检查网线；请信息科查看业务系统是否运行。恢复后会自动继续。',
  },
  speech: {
    powerOff:
      '没有找到语音程序或播放程序：请信息科检查 espeak-ng 和 aplay 是否已安装；装好后会自动恢复，不用重启。',
    offline: '语音程序没有反应：请信息科运行 doctor 查看原因。',
    hardwareError:
      '检查声卡、音箱和耳机插孔是否插好，是否被别的程序占用；处理好后会自动恢复，不用重启。期间屏幕照常使用。',
  },
  codeScanner: { offline: '检查扫码器的数据线，并确认它设置为串口或 HID-POS 方式。' },
};

/** What staff does about a device in this state; null where nothing is to be done. */
export function adviceFor(device: DeviceName, state: DeviceState): string | null {
  return PARTICULAR[device]?.[state] ?? GENERAL[state] ?? null;
}

/** What staff does about cards and paper; the device itself may be well. */
export function mediaAdvice(status: FullStatus): readonly string[] {
  const advice: string[] = [];
  const { socialSecurityCardReader, printer } = status;
  if (socialSecurityCardReader.media === 'jammed') {
    advice.push('社保卡卡在读卡器里：打开读卡器上盖取出卡片，核对身份后交还持卡人。');
  }
  if (socialSecurityCardReader.media === 'entering') {
    advice.push('社保卡停在出卡口：请持卡人取走；无人取走会自动回收。');
  }
  if (socialSecurityCardReader.retainBin === 'full') {
    advice.push('回收箱已满：取出被回收的卡片登记，核对身份后交还持卡人，并把计数清零。');
  }
  if (printer.paper === 'out') advice.push('打印机缺纸：加纸。');
  if (printer.paper === 'low') advice.push('打印机的纸快用完了：准备加纸。');
  if (printer.paper === 'jammed') advice.push('打印机卡纸：取出卡住的纸。');
  if (printer.toner === 'out') advice.push('打印机没有墨粉：更换粉盒。');
  if (printer.cover === 'open') advice.push('打印机的盖子开着：盖好。');
  return advice;
}
