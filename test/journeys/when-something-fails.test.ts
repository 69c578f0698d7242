import { afterEach, describe, expect, test } from 'vitest';
import { type Screen, useHall } from './hall.ts';

const hall = useHall(18420);
afterEach(() => hall().tidy());

async function withVisitor(): Promise<Screen> {
  const screen = await hall().screen('landscape');
  await hall().layCard('in-work');
  await screen.shows('pension');
  return screen;
}

async function printing(screen: Screen): Promise<void> {
  await screen.touch('statement');
  await screen.shows('statementPreview');
  await screen.touch('print');
  await screen.shows('printing');
}

/** Statements that came out whole. */
const wholeSheets = async () => (await hall().printed()).filter(({ complete }) => complete).length;

describe('the reader', () => {
  test('pulled for a moment in a visit leaves the visit alone', async () => {
    const screen = await withVisitor();
    await hall().bench('PUT', '/identity-card-reader/power', { on: false });
    await screen.page.waitForTimeout(1_000);
    await hall().bench('PUT', '/identity-card-reader/power', { on: true });
    await hall().stack.waitUntilReady();
    await screen.page.waitForTimeout(1_500);
    await screen.shows('pension');
    await hall().liftCard();
    await screen.shows('goodbye');
    await screen.close();
  });

  test('with a card that cannot be used says why, and takes the next', async () => {
    const screen = await hall().screen('portrait');
    await hall().layCard('expired');
    await screen.shows('cardProblem');
    expect(await screen.text()).toContain('身份证已过有效期');
    await hall().liftCard();
    await screen.shows('attract');
    await hall().layCard('in-work');
    await screen.shows('pension');
    await screen.close();
  });
});

describe('the printer', () => {
  test('without paper is told before anybody presses, with another way', async () => {
    await hall().bench('PUT', '/printer/state', { paper: 'out' });
    const screen = await withVisitor();
    await screen.touch('statement');
    await screen.shows('statementPreview');
    // The printer is asked every two seconds.
    await screen.page.getByText('打印纸用完了').first().waitFor();
    await hall().bench('PUT', '/printer/state', { paper: 'full' });
    await screen.touch('print');
    await screen.shows('takePaper');
    await screen.close();
  });

  test.each([
    ['runs out of paper', '打印纸用完了', { paper: 'out' }, { paper: 'full' }],
    ['jams', '打印机卡纸了', { paper: 'jammed' }, { paper: 'full' }],
    ['is opened', '盖子开着', { cover: 'open' }, { cover: 'closed' }],
  ])(
    'that %s in the middle says so, and goes on to one whole statement when it is helped',
    async (_name, words, fault, help) => {
      await hall().bench('PUT', '/printer/state', { speedMsPerPage: 1_000 });
      const before = await wholeSheets();
      const screen = await withVisitor();
      await printing(screen);
      await screen.page.waitForTimeout(400);
      await hall().bench('PUT', '/printer/state', fault);
      await screen.page.locator('[data-screen="printing"]').getByText(words).first().waitFor();
      await hall().bench('PUT', '/printer/state', help);
      await screen.shows('takePaper');
      expect(await wholeSheets()).toBe(before + 1);
      await screen.close();
    },
  );

  test('that is cut off in the middle prints one statement when it is back', async () => {
    await hall().bench('PUT', '/printer/state', { speedMsPerPage: 1_000 });
    const before = await wholeSheets();
    const screen = await withVisitor();
    await printing(screen);
    await screen.page.waitForTimeout(400);
    await hall().bench('PUT', '/printer/power', { on: false });
    await screen.page.waitForTimeout(1_500);
    await hall().bench('PUT', '/printer/power', { on: true });
    await screen.shows('takePaper');
    expect(await wholeSheets()).toBe(before + 1);
    await screen.close();
  });
});

describe('the daemon', () => {
  test('that dies while a sheet is printed comes back, and there is one sheet', async () => {
    await hall().bench('PUT', '/printer/state', { speedMsPerPage: 2_000 });
    const before = await wholeSheets();
    const screen = await withVisitor();
    await printing(screen);
    await screen.page.waitForTimeout(700);
    hall().stack.processes.daemon.child?.kill('SIGKILL');
    await screen.shows('takePaper', 30_000);
    expect(await wholeSheets()).toBe(before + 1);
    await screen.close();
  });

  test('that dies in a visit ends it, with nothing lost, and serves the next citizen', async () => {
    const screen = await withVisitor();
    hall().stack.processes.daemon.child?.kill('SIGKILL');
    await screen.page
      .locator('[data-screen="takeCard"], [data-screen="goodbye"]')
      .waitFor({ timeout: 30_000 });
    await hall().liftCard();
    await screen.shows('attract', 30_000);
    await hall().layCard('retired');
    await screen.shows('pension');
    await screen.close();
  });
});

describe('the records service', () => {
  test('that is down closes the kiosk, which opens again by itself', async () => {
    const screen = await hall().screen('portrait');
    await hall().stack.processes.records.stop();
    await screen.shows('outOfService', 30_000);
    await hall().stack.processes.records.restart();
    await screen.shows('attract', 30_000);
    await screen.close();
  });

  test('that goes down in a visit leaves what is shown, and what is asked for comes when it is back', async () => {
    const screen = await withVisitor();
    await hall().stack.processes.records.stop();
    await screen.touch('account-years');
    await screen.shows('accountYears');
    await hall().stack.processes.records.restart();
    await screen.touch('show-table');
    await screen.page
      .locator('[data-screen="accountYears"] [role="row"], [data-screen="accountYears"] tr')
      .nth(2)
      .waitFor({ timeout: 30_000 });
    await screen.close();
  });
});
