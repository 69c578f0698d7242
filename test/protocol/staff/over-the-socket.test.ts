import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '#test/protocol/eventually.ts';
import { useStack } from '#test/protocol/kiosk-stack.ts';
import { pageToken } from '#test/protocol/transcript.ts';
import type { CallOnDesk } from './bench.ts';

const stack = useStack(18540);

interface Message {
  readonly header: { readonly type: string; readonly name: string; readonly completionCode?: string };
  readonly payload?: unknown;
}

/** One load of the page. */
class Page {
  readonly heard: Message[] = [];
  #requestId = 0;
  #socket: WebSocket | null = null;

  private constructor(private readonly token: string) {}

  static async load(): Promise<Page> {
    const page = new Page(await pageToken(stack().kioskUrl));
    await page.connect();
    return page;
  }

  /** The same load again after its link broke. */
  async connect(): Promise<void> {
    const { kioskUrl } = stack();
    const socket = new WebSocket(
      `${kioskUrl.replace('http', 'ws')}socket`,
      ['kiosk.v1', `token.${this.token}`],
      { origin: kioskUrl.replace(/\/$/, '') },
    );
    socket.on('message', (data) => this.heard.push(JSON.parse(data.toString()) as Message));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    this.#socket = socket;
  }

  async ask(name: string, payload: object = {}): Promise<string> {
    this.#requestId += 1;
    const header = { type: 'command', name, requestId: this.#requestId, version: '1.0' };
    const before = this.heard.length;
    this.#socket?.send(JSON.stringify({ header, payload }));
    const completion = () => this.heard.slice(before).find((message) => message.header.type === 'completion');
    await eventually(() => completion() !== undefined);
    return `${completion()?.header.completionCode} ${JSON.stringify(completion()?.payload)}`;
  }

  hears(name: string): Promise<void> {
    return eventually(() => this.heard.some((message) => message.header.name === name));
  }

  drop(): void {
    this.#socket?.terminate();
  }
}

const bench = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await fetch(new URL(path, stack().benchUrl), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};
const openCalls = async (): Promise<CallOnDesk[]> =>
  (await bench<CallOnDesk[]>('GET', '/staff-desk/calls')).filter(({ state }) => state === 'open');
const health = async () =>
  (await (await fetch(new URL('/health', stack().kioskUrl))).json()) as {
    staff: { call: { reason: string; deskHasIt: boolean } | null; alerts: { trouble: string }[] };
  };
const isPaperOut = ({ trouble }: { trouble: string }) => trouble === 'paperOut';
const paperIsTold = async () => (await health()).staff.alerts.some(isPaperOut);
const deskKnowsOfPaper = async () =>
  (await bench<{ trouble: string }[]>('GET', '/staff-desk/alerts')).some(isPaperOut);
const get = async (path: string): Promise<string> => (await fetch(new URL(path, stack().kioskUrl))).text();

/** A form of the page for staff, sent as a browser sends it; `fetch` would not let these headers be set. */
const post = (path: string, headers: Record<string, string>) =>
  new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
    request(new URL(path, stack().kioskUrl), { method: 'POST', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
    })
      .on('error', reject)
      .end();
  });
const own = () => ({ origin: stack().kioskUrl.replace(/\/$/, '') });

let page: Page;
afterEach(async () => {
  page?.drop();
  await bench('PUT', '/staff-desk/faults', {});
  const next = await Page.load();
  next.drop();
  await eventually(async () => (await openCalls()).length === 0);
});

describe('a person at the screen', () => {
  test('calls, and hears that somebody is coming', async () => {
    page = await Page.load();
    expect(await page.ask('Staff.Call', { reason: 'howToUse' })).toBe('success {}');
    const [call] = await openCalls();
    expect(call).toMatchObject({ reason: 'howToUse', terminalId: '999999-0001' });
    await bench('PUT', `/staff-desk/calls/${call?.callId}`, { state: 'answered' });
    await page.hears('Staff.CallAnsweredEvent');
  });

  test('takes the call back', async () => {
    page = await Page.load();
    await page.ask('Staff.Call', { reason: 'howToUse' });
    expect(await page.ask('Staff.CancelCall')).toBe('success {}');
    await eventually(async () => (await openCalls()).length === 0);
    expect(await page.ask('Staff.CancelCall')).toBe('success {}');
  });

  test('is told when nobody can be reached', async () => {
    page = await Page.load();
    await bench('PUT', '/staff-desk/faults', { down: true });
    expect(await page.ask('Staff.Call', { reason: 'feelingUnwell' })).toBe(
      'commandErrorCode {"errorCode":"deskNotReached"}',
    );
    await page.ask('Staff.CancelCall');
  });

  test('whose page loses its link for a moment has still called', async () => {
    page = await Page.load();
    await page.ask('Staff.Call', { reason: 'otherErrand' });
    page.drop();
    await eventually(async () => {
      await page.connect().catch(() => undefined);
      return (await page.ask('Common.Status')).startsWith('success');
    });
    const [call] = await openCalls();
    await bench('PUT', `/staff-desk/calls/${call?.callId}`, { state: 'answered' });
    await page.hears('Staff.CallAnsweredEvent');
  });

  test('whose page is loaded anew has not called any more: that page knows nothing of it', async () => {
    page = await Page.load();
    await page.ask('Staff.Call', { reason: 'otherErrand' });
    page.drop();
    page = await Page.load();
    await eventually(async () => (await openCalls()).length === 0);
    expect(page.heard.some(({ header }) => header.name === 'Staff.CallAnsweredEvent')).toBe(false);
  });

  test('cannot say anything that names them', async () => {
    page = await Page.load();
    expect(await page.ask('Staff.Call', { reason: '张三 110101199003071234' })).toMatch(/^invalidData/);
    expect(await page.ask('Staff.Call', { reason: 'howToUse', name: '张三' })).toMatch(/^invalidData/);
    expect(await openCalls()).toEqual([]);
  });
});

describe('the page for staff', () => {
  test('shows who calls, and says on a press that somebody is there', async () => {
    page = await Page.load();
    await page.ask('Staff.Call', { reason: 'cardOrMachine' });
    expect(await get('/self-test')).toContain('有人请工作人员：卡或机器有问题');
    expect((await health()).staff.call).toMatchObject({ reason: 'cardOrMachine', deskHasIt: true });
    expect(await get('/metrics')).toMatch(/^kiosk_staff_call_open 1$/m);
    expect(await post('/staff/calls/answered', own())).toEqual({ status: 303, location: '/self-test' });
    await page.hears('Staff.CallAnsweredEvent');
    expect((await health()).staff.call).toBeNull();
    expect(await get('/self-test')).not.toContain('有人请工作人员');
    expect(await get('/metrics')).toMatch(/^kiosk_staff_calls_total\{reason="cardOrMachine"\} 1$/m);
  });

  test.each([
    ['without an origin', {}],
    ['of another origin', { origin: 'https://example.org' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['of another site with our origin', { 'sec-fetch-site': 'cross-site' }],
    ['through another name', { host: 'kiosk.example' }],
  ])('takes no form %s', async (_what, headers: Record<string, string>) => {
    page = await Page.load();
    await page.ask('Staff.Call', { reason: 'howToUse' });
    const sent = 'sec-fetch-site' in headers ? { ...own(), ...headers } : headers;
    expect((await post('/staff/calls/answered', sent)).status).toBe(403);
    expect((await health()).staff.call).not.toBeNull();
  });

  test('shows a trouble that lasts, until it is over; the desk hears both', async () => {
    await bench('PUT', '/printer/state', { paper: 'out' });
    await eventually(paperIsTold, 20_000);
    expect(await get('/self-test')).toContain('起：打印机缺纸');
    expect(await get('/metrics')).toMatch(/^kiosk_staff_alerts\{device="printer",trouble="paperOut"\} 1$/m);
    await eventually(deskKnowsOfPaper);
    await bench('PUT', '/printer/state', { paper: 'full' });
    await eventually(async () => !(await paperIsTold()), 20_000);
    await eventually(async () => !(await deskKnowsOfPaper()));
  });
});
