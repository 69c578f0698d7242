import type { FullStatus } from '#shared/protocol/states.ts';
import type { StaffReport } from '../staff/staff-desk.ts';
import { DEVICE_NAMES, type DeviceName } from '../staff/words.ts';
import { adviceFor, mediaAdvice, STATE_NAMES } from './device-advice.ts';
import type { KioskState } from './kiosk-state.ts';
import { staffSection } from './staff-section.ts';

const REFRESH_S = 2;

/**
 * The page for the staff of the hall: who calls, every part of the kiosk, how it is, and what to do. It says nothing of
 * who a person is, asks nothing of the devices that a citizen would notice, and needs no script: it is loaded anew every two seconds.
 */
export function selfTestPage(
  terminalId: string,
  { status, availability }: KioskState,
  staff: StaffReport,
): string {
  const serves = availability.availability !== 'unavailable';
  const media = mediaAdvice(status);
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${REFRESH_S}">
<title>自检 ${terminalId}</title>
<link rel="stylesheet" href="/self-test.css">
</head>
<body>
<h1>自检<small>终端 ${terminalId}</small></h1>
<p class="${serves ? 'well' : 'ill'}">${serves ? '可以为群众服务' : '暂停服务'}</p>
${staffSection(staff)}
${media.length === 0 ? '' : `<ul class="todo">${media.map((line) => `<li>${line}</li>`).join('')}</ul>`}
<table>
<thead><tr><th>设备</th><th>状态</th><th>怎么办</th></tr></thead>
<tbody>
${(Object.keys(DEVICE_NAMES) as DeviceName[]).map((name) => rowOf(name, status)).join('\n')}
</tbody>
</table>
<p class="note">每 ${REFRESH_S} 秒更新一次。读卡、打印试验和更详细的检查：在本机运行 kiosk read-card、kiosk print-test、kiosk doctor。</p>
</body>
</html>
`;
}

function rowOf(name: DeviceName, status: FullStatus): string {
  const { device } = status[name];
  const advice = adviceFor(name, device);
  const look = device === 'noDevice' ? 'none' : advice === null ? 'well' : 'ill';
  return `<tr class="${look}"><th>${DEVICE_NAMES[name]}</th><td><b>${STATE_NAMES[device]}</b><code>${device}</code></td><td>${advice ?? ''}</td></tr>`;
}

export const SELF_TEST_STYLE = `:root { color-scheme: light; font: 20px/1.5 "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b2430; background: #fff; }
h1 { font-size: 2rem; display: flex; justify-content: space-between; align-items: baseline; }
h1 small { font-size: 1rem; font-weight: 400; }
p.well, p.ill { font-size: 1.5rem; font-weight: 700; padding: 0.5rem 1rem; border-radius: 0.5rem; }
p.well { background: #e3f4e8; color: #0f5a2c; }
p.ill { background: #fde8e6; color: #8e1b10; }
ul.todo { background: #fff4d6; color: #5c3b00; border-radius: 0.5rem; padding: 1rem 2rem; }
.call { display: flex; justify-content: space-between; align-items: center; gap: 1rem; background: #123a8c; color: #fff; border-radius: 0.5rem; padding: 0.5rem 1rem; }
.call b { display: block; font-size: 1.5rem; }
.alerts { border-left: 0.3rem solid #8e1b10; padding: 0.25rem 1rem; margin: 1rem 0; }
.alerts h2 { font-size: 1rem; margin: 0; }
.alerts ul { list-style: none; margin: 0; padding: 0; }
button { font: inherit; font-weight: 700; padding: 0.75rem 1.5rem; border: 0; border-radius: 0.5rem; background: #fff; color: #123a8c; box-shadow: 0 0 0 2px #123a8c; cursor: pointer; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.75rem 0.5rem; border-bottom: 1px solid #ccd3dc; }
tbody th { white-space: nowrap; }
td b { white-space: nowrap; }
td code { display: block; color: #5a6675; font-size: 0.8rem; }
tr.well b { color: #0f5a2c; }
tr.ill b { color: #8e1b10; }
tr.ill b::before { content: "! "; }
tr.none { color: #5a6675; }
.note { color: #5a6675; }
`;
