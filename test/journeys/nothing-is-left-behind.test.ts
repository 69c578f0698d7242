import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import { formatFen } from '#shared/money/fen.ts';
import { type Screen, useHall } from './hall.ts';

const hall = useHall(18410);
afterEach(() => hall().tidy());

const CITIZEN = SAMPLE_CITIZENS.find(({ key }) => key === 'forty-years')!;

/** Everything that is known of the citizen and could be seen in the page. */
async function personalData(): Promise<string[]> {
  const { rows } = await hall().database.query(
    'select base_fen from contribution join person using (person_id) where citizen_number = $1 order by for_month desc limit 1',
    [CITIZEN.number],
  );
  return [
    CITIZEN.name,
    CITIZEN.number,
    maskName(CITIZEN.name),
    maskNumber(CITIZEN.number),
    formatFen(Number(rows[0].base_fen)),
  ];
}

async function withVisitor(): Promise<Screen> {
  const screen = await hall().screen('portrait');
  await hall().layCard(CITIZEN.key);
  await screen.shows('pension');
  return screen;
}

describe('when the card is lifted', () => {
  test.each([
    ['the pension', []],
    ['the monthly contributions', ['contributions']],
    ['the yearly account', ['account-years']],
    ['the preview of the statement', ['statement']],
  ])('on the screen of %s, the visit ends and no personal datum is in the page', async (_name, ways) => {
    const screen = await withVisitor();
    for (const way of ways) await screen.touch(way);
    await screen.page.waitForTimeout(300);
    await hall().liftCard();
    await screen.shows('goodbye');
    const data = await personalData();
    const shown = await screen.page.content();
    expect(data.filter((datum) => shown.includes(datum))).toEqual([]);
    await screen.close();
  });

  test('while a sheet is printed, the sheet still comes and the screen names nobody', async () => {
    await hall().bench('PUT', '/printer/state', { speedMsPerPage: 1500 });
    const screen = await withVisitor();
    await screen.touch('statement');
    await screen.touch('print');
    await screen.shows('printing');
    await screen.page.waitForTimeout(500);
    const before = (await hall().printed()).length;
    await hall().liftCard();
    const data = await personalData();
    await screen.page.waitForFunction(
      (name) => !document.body.textContent?.includes(name),
      maskName(CITIZEN.name),
    );
    await screen.page.locator('[data-screen="printing"], [data-screen="takePaper"]').waitFor();
    const shown = await screen.page.content();
    expect(data.filter((datum) => shown.includes(datum))).toEqual([]);
    await screen.shows('takePaper');
    const papers = await hall().printed();
    expect(papers.length).toBeGreaterThanOrEqual(before);
    await hall().bench('DELETE', `/printer/output/${papers.at(-1)!.n}`);
    await screen.shows('goodbye');
    await screen.close();
  });
});

test('after a visit nothing of it is in the browser: storage, caches, history, memory', async () => {
  const screen = await withVisitor();
  await screen.touch('contributions');
  await screen.touch('next-page');
  await hall().liftCard();
  await screen.shows('attract');

  const stored = await screen.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    history: history.length,
    address: location.pathname + location.search + location.hash,
  }));
  // A new tab begins with its blank page, then the kiosk's.
  expect(stored).toEqual({
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    cookies: '',
    history: 2,
    address: '/',
  });

  const inspector = await screen.context.newCDPSession(screen.page);
  await inspector.send('HeapProfiler.enable');
  await inspector.send('HeapProfiler.collectGarbage');
  let heap = '';
  inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    heap += chunk;
  });
  await inspector.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const strings = new Set(JSON.parse(heap).strings as string[]);
  const data = await personalData();
  expect(data.filter((datum) => [...strings].some((text) => text.includes(datum)))).toEqual([]);
  await screen.close();
});

test('the logs of all programs hold no personal datum', async () => {
  const screen = await withVisitor();
  await screen.touch('statement');
  await screen.touch('print');
  await screen.shows('takePaper');
  await hall().liftCard();
  await screen.close();
  const { readFile } = await import('node:fs/promises');
  const data = [...(await personalData()), CITIZEN.number.slice(6, 14)];
  for (const { logFile } of Object.values(hall().stack.processes)) {
    const log = await readFile(logFile, 'utf8');
    expect(
      data.filter((datum) => log.includes(datum)),
      logFile,
    ).toEqual([]);
  }
});
