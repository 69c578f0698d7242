import { writeFile } from 'node:fs/promises';

/**
 * An FTDI adapter holds received bytes back for up to 16 ms by default, waiting for its USB packet to fill. Its driver
 * takes 1 ms through sysfs (FTDI AN232B-04, section 3.3); ports of other makers have no such file.
 */
export type LatencyTimer = 'lowered' | 'absent' | 'notPermitted';

export async function lowerLatencyTimer(ttyName: string, sysFolder = '/sys'): Promise<LatencyTimer> {
  try {
    await writeFile(`${sysFolder}/class/tty/${ttyName}/device/latency_timer`, '1', { flag: 'r+' });
    return 'lowered';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'notPermitted' : 'absent';
  }
}
