import { afterEach, describe, expect, test } from 'vitest';
import { type Screen, useHall } from './hall.ts';

const hall = useHall(18550);

interface CallOnDesk {
  readonly callId: string;
  readonly reason: string;
  readonly state: 'open' | 'answered' | 'away';
}

let screen: Screen;
afterEach(async () => {
  expect(screen.complaints).toEqual([]);
  await screen.close();
  await hall().bench('PUT', '/staff-desk/faults', {});
  await hall().until(async () => (await openCall()) === undefined);
  await hall().tidy();
});

const calls = () => hall().bench<CallOnDesk[]>('GET', '/staff-desk/calls');
const openCall = async () => (await calls()).find(({ state }) => state === 'open');
const says = (words: string) => hall().until(async () => (await screen.text()).includes(words));

/** Whoever stands before the kiosk, without having said who they are. */
async function callFor(reason: string): Promise<void> {
  screen = await hall().screen('portrait');
  await screen.touch('help');
  await screen.touch(`call-${reason}`);
}

describe('somebody calls', () => {
  test('the desk sees why, somebody presses, and the screen says that they are coming', async () => {
    await callFor('cardOrMachine');
    await says('工作人员已收到');
    const call = await openCall();
    expect(call?.reason).toBe('cardOrMachine');
    await hall().bench('PUT', `/staff-desk/calls/${call?.callId}`, { state: 'answered' });
    await says('正在过来');
  });

  test('somebody of the staff presses 已到场 on the page for staff', async () => {
    await callFor('howToUse');
    await says('工作人员已收到');
    const staff = await screen.context.newPage();
    await staff.goto(`${hall().stack.kioskUrl}self-test`);
    await staff.getByText('有人请工作人员：不会操作').waitFor();
    await staff.getByRole('button', { name: '已到场' }).tap();
    await staff.getByText('有人请工作人员').waitFor({ state: 'detached' });
    await staff.close();
    await says('正在过来');
    expect(await openCall()).toBeUndefined();
  });

  test('and takes it back: the desk has nobody to go to', async () => {
    await callFor('howToUse');
    await says('工作人员已收到');
    await screen.touch('cancel-call');
    await hall().until(async () => (await openCall()) === undefined);
  });

  test('while nobody is at the desk: the screen names the counter', async () => {
    await hall().bench('PUT', '/staff-desk/faults', { down: true });
    await callFor('feelingUnwell');
    await says('3 号窗口');
  });
});

test('a form on a page from elsewhere cannot say that staff has come', async () => {
  await callFor('howToUse');
  await says('工作人员已收到');
  const elsewhere = await screen.context.newPage();
  await elsewhere.setContent(
    `<form method="post" action="${hall().stack.kioskUrl}staff/calls/answered"><button>x</button></form>`,
  );
  const [answer] = await Promise.all([
    elsewhere.waitForResponse(/answered/),
    elsewhere.getByRole('button').tap(),
  ]);
  expect(answer.status()).toBe(403);
  await elsewhere.close();
  expect(await openCall()).toBeDefined();
});
