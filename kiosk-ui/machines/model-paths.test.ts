import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type AnyStateMachine, type SnapshotFrom, type StateValue, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import { ok } from '#shared/result.ts';
import {
  HOLDER,
  IDENTITY_CARD,
  KioskAlone,
  PRINTED,
  refusal,
  SUMMARY,
  WELL,
} from '#test/page/kiosk-alone.ts';
import { createAssistanceMachine } from './assistance.ts';
import { createIdentifyMachine } from './identify.ts';
import { idleMachine } from './idle.ts';
import { createKioskMachine } from './kiosk.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { createPrintMachine } from './print.ts';
import { createQueryMachine } from './query.ts';
import type { ScreenId } from './screen-model.ts';
import { createVisitMachine } from './visit.ts';
import { NO_WAY, type Way, type Ways } from './ways.ts';

/** A busy machine walks slowly, and a walk has no pauses to be told from hanging. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Traversal never runs an actor, so nothing of the world outside is ever called. */
const never = () => {
  throw new Error('called during traversal');
};
const world = {
  link: { listen: never, command: never },
  records: { pensionSummary: never, contributions: never, accountYears: never },
  profile: PLAIN_PROFILE,
  newJobId: () => 'job',
};

/** In traversal a machine stands alone. */
const noParent = () => undefined;

/** `{ errand: 'atHome' }` → `errand.atHome` */
function names(value: StateValue, prefix = ''): string[] {
  if (typeof value === 'string') return [`${prefix}${value}`];
  return Object.entries(value).flatMap(([key, child]) => [
    `${prefix}${key}`,
    ...names(child ?? {}, `${prefix}${key}.`),
  ]);
}

function statesOf(machine: AnyStateMachine): string[] {
  const walk = (node: AnyStateMachine['root'], prefix: string): string[] =>
    Object.entries(node.states).flatMap(([key, child]) => [
      `${prefix}${key}`,
      ...walk(child, `${prefix}${key}.`),
    ]);
  return walk(machine.root, '').sort();
}

function reached(machine: AnyStateMachine, events: readonly { type: string }[], input?: unknown) {
  const paths = getShortestPaths(machine, {
    events: [...events],
    input,
    serializeState: (state) =>
      JSON.stringify([state.value, (state as { context?: { goodbye?: unknown } }).context]),
    // A machine that is done hears nothing any more.
    stopWhen: ({ status }) => status === 'done',
    limit: 20_000,
  });
  return {
    paths,
    states: [...new Set(paths.flatMap((path) => names(path.state.value as StateValue)))].sort(),
  };
}

const ALL_WAYS: Ways = { identityCard: true, socialSecurityCard: true, electronicCard: true };
const WAYS = Object.keys(ALL_WAYS) as Way[];
const IN_ATTENTION = 'identify.waitingForCard.attention';

/** All that can happen to identification, from every side. */
const IDENTIFY_EVENTS = [
  { type: 'person.touchedScreen' },
  { type: 'person.wentBack' },
  { type: 'person.choseElectronicCard' },
  { type: 'ways.changed', ways: ALL_WAYS },
  { type: 'ways.changed', ways: NO_WAY },
  ...WAYS.flatMap((way) => [
    { type: 'card.laidDown', way },
    { type: 'reader.waited', way },
    { type: 'reader.failed', way },
    { type: 'card.refused', way, errorCode: 'recordsUnavailable' },
    { type: 'card.read', way, holder: HOLDER },
  ]),
  { type: 'card.wantedPin', triesLeft: 1 },
  { type: 'pin.requested', triesLeft: 1, wrong: true },
  { type: 'pin.keyPressed', digits: 6 },
  { type: 'card.removed', reader: 'identityCardReader' },
  { type: 'card.removed', reader: 'socialSecurityCardReader' },
  { type: 'card.retained', reader: 'socialSecurityCardReader' },
  { type: `xstate.after.presentCard.${IN_ATTENTION}.showingWhere` },
  { type: `xstate.after.presentCard.${IN_ATTENTION}.explaining.standing` },
  { type: `xstate.after.problemRead.${IN_ATTENTION}.explaining.cardTaken` },
  { type: `xstate.after.cardRetained.${IN_ATTENTION}.explainingRetained` },
  { type: 'xstate.after.readerRetry.identify.waitingForCard.identityCardWay.resting' },
  { type: 'xstate.after.readerRetry.identify.waitingForCard.socialSecurityCardWay.resting' },
  { type: 'xstate.after.scanCode.identify.scanningCode.waitingForCode' },
] as { type: string }[];

describe('every state is reached through the model of', () => {
  test('the idle question', () => {
    const { states } = reached(
      idleMachine.provide({
        actions: { tellAsked: noParent, tellAnswered: noParent, tellGivenUp: noParent },
      }),
      [
        'xstate.after.quiet.idle.watching',
        'xstate.after.step.idle.asking.counting',
        'person.acted',
        'screen.changed',
      ].map((type) => ({ type, patience: null })),
      { patience: { quietMs: 1000, askMs: 2000 } },
    );
    expect(states).toEqual(statesOf(idleMachine));
  });

  test('a question to the records service', () => {
    const machine = createQueryMachine(never);
    const { states } = reached(machine, [
      { type: 'xstate.done.actor.ask', output: refusal('unavailable') },
      { type: 'xstate.done.actor.ask', output: ok(SUMMARY) },
      { type: 'xstate.after.retry.query.waitingToRetry' },
      { type: 'person.askedAgain' },
    ] as { type: string }[]);
    expect(states).toEqual(statesOf(machine).filter((state) => state !== 'unanswered'));
  });

  test('identification', () => {
    expect(reachedIdentify().states).toEqual(statesOf(identifyAlone()));
  });

  test('a print', () => {
    const machine = createPrintMachine(world.link).provide({ actions: { tellFinished: noParent } });
    const { states } = reached(
      machine,
      [
        { type: 'paper.printed', printed: PRINTED(true).payload },
        { type: 'link.lost' },
        { type: 'paper.taken' },
        { type: 'xstate.after.reminder.print.waitingToBeTaken.calm' },
        { type: 'xstate.after.nextReminder.print.waitingToBeTaken.remindedOnce' },
      ] as { type: string }[],
      { jobId: 'job', hideNumber: false, preferences: DEFAULT_PREFERENCES },
    );
    expect(states).toEqual(statesOf(machine));
  });

  test('assistance', () => {
    const machine = createAssistanceMachine(world.link).provide({ actions: { cancelCall: () => undefined } });
    const { states } = reached(machine, [
      { type: 'person.openedSettings' },
      { type: 'person.openedLanguages' },
      { type: 'person.openedHelp' },
      { type: 'person.calledStaff', reason: 'howToUse' },
      { type: 'xstate.done.actor.callStaff', output: { code: 'success', payload: {} } },
      {
        type: 'xstate.done.actor.callStaff',
        output: { code: 'commandErrorCode', errorCode: 'deskNotReached' },
      },
      { type: 'staff.answered' },
    ] as { type: string }[]);
    expect(states).toEqual(statesOf(machine));
  });

  test('a visit', () => {
    const { states } = reachedVisit();
    expect(states).toEqual(statesOf(createVisitMachine(world.records)));
  });

  test('the kiosk', () => {
    const machine = createKioskMachine(world).provide({ actions: { endSession: () => undefined } });
    const hello = {
      terminalId: '999999-0001',
      protocolVersion: '1.0',
      availability: 'available',
      reasons: [],
      status: WELL,
      sessionOpen: false,
    };
    const present = { ...WELL, identityCardReader: { device: 'online', media: 'present' } };
    const { states } = reached(machine, [
      { type: 'link.opened', hello },
      { type: 'link.opened', hello: { ...hello, status: present } },
      {
        type: 'link.opened',
        hello: { ...hello, availability: 'unavailable', reasons: ['outOfServiceBackend'] },
      },
      { type: 'link.replaced' },
      { type: 'xstate.done.actor.identify', output: HOLDER },
      { type: 'visit.wantedPaper', hideNumber: false },
      { type: 'visit.over', because: 'ended' },
      { type: 'card.removed', reader: 'identityCardReader' },
      { type: 'card.retained', reader: 'socialSecurityCardReader' },
      { type: 'xstate.after.reminder.kiosk.closing.returningCard.calm' },
      { type: 'xstate.after.nextReminder.kiosk.closing.returningCard.remindedOnce' },
    ] as { type: string }[]);
    expect(states).toEqual(statesOf(machine).filter((state) => !/(^|\.)deciding$/.test(state)));
  });
});

/** A walk through every state is long, and the same for every test that looks at it. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const identifyAlone = () =>
  createIdentifyMachine(world.link).provide({
    actions: { tellRested: noParent, tellCardLaidDown: noParent },
  });

const reachedIdentify = once(() =>
  reached(identifyAlone(), IDENTIFY_EVENTS, { ways: ALL_WAYS, preferences: DEFAULT_PREFERENCES }),
);

const visitAlone = () =>
  createVisitMachine(world.records).provide({ actions: { sayOver: noParent, askForPaper: noParent } });

const reachedVisit = once(() =>
  reached(
    visitAlone(),
    [
      { type: 'xstate.done.actor.summaryQuery', output: ok(SUMMARY) },
      { type: 'xstate.done.actor.summaryQuery', output: refusal('notOnFile') },
      { type: 'xstate.done.actor.historyQuery', output: ok({ contributions: [], dataCutOff: '2026-10-31' }) },
      {
        type: 'xstate.done.actor.tableQuery',
        output: ok({ years: [], policies: [], dataCutOff: '2026-10-31' }),
      },
      { type: 'person.openedContributions' },
      { type: 'person.openedAccountYears' },
      { type: 'person.openedStatement' },
      { type: 'person.wentBack' },
      { type: 'person.printed' },
      { type: 'paper.finished', output: { outcome: 'failed', errorCode: 'paperOut' } },
      { type: 'person.ended' },
      { type: 'person.showedFigures' },
      { type: 'idle.asked' },
      { type: 'link.lost' },
      { type: 'reader.changed', changed: IDENTITY_CARD.unplugged },
    ] as { type: string }[],
    { holder: HOLDER, preferences: DEFAULT_PREFERENCES },
  ),
);

test('from every state of a visit, taking the card ends the visit', () => {
  const machine = visitAlone();
  const { paths } = reachedVisit();
  const errands = new Set<string>();
  for (const { state } of paths) {
    const value = state.value as { errand: string };
    if (value.errand === 'over') continue;
    errands.add(value.errand);
    const [next, actions] = transition(machine, state as SnapshotFrom<typeof machine>, {
      type: 'card.removed',
      reader: 'identityCardReader',
    });
    expect((next.value as { errand: string }).errand).toBe('over');
    expect(actions).toContainEqual(expect.objectContaining({ type: 'sayOver', params: 'cardTaken' }));
  }
  expect(errands.size).toBeGreaterThanOrEqual(9);
});

describe('identification, wherever it is,', () => {
  const machine = identifyAlone();
  type Snapshot = SnapshotFrom<typeof machine>;
  let everywhere: readonly Snapshot[] = [];
  beforeAll(() => {
    const { paths } = reachedIdentify();
    everywhere = paths.map(({ state }) => state as Snapshot);
  });
  const then = (snapshot: Snapshot, event: { type: string }): Snapshot =>
    transition(machine, snapshot, event as never)[0];
  const attention = (snapshot: Snapshot): string | null =>
    names(snapshot.value as StateValue).find((name) => name.startsWith('waitingForCard.attention.')) ?? null;

  test('is in many more places than it has states', () => {
    expect(everywhere.length).toBeGreaterThan(100);
  });

  test('has a holder at its end only, and digits only while a PIN is entered', () => {
    for (const snapshot of everywhere) {
      expect(snapshot.context.holder !== null).toBe(snapshot.matches('identified'));
      expect(snapshot.context.pin !== null).toBe(snapshot.matches('enteringPin'));
    }
  });

  test('reads on every reader that works while it waits, and on no other', () => {
    for (const snapshot of everywhere) {
      if (!snapshot.matches('waitingForCard')) continue;
      for (const way of ['identityCard', 'socialSecurityCard'] as const) {
        const found = names(snapshot.value as StateValue).filter((name) =>
          name.startsWith(`waitingForCard.${way}Way.`),
        );
        const open = found.includes(`waitingForCard.${way}Way.open`);
        const resting = found.includes(`waitingForCard.${way}Way.resting`);
        if (!resting) expect(open).toBe(snapshot.context.ways[way]);
      }
    }
  });

  test('is left by the back button wherever there is one', () => {
    for (const snapshot of everywhere) {
      if (snapshot.matches('identified')) continue;
      const after = then(snapshot, { type: 'person.wentBack' });
      const shown = attention(after) ?? '';
      expect(after.matches('waitingForCard')).toBe(true);
      if (snapshot.matches('enteringPin')) expect(shown).toMatch(/explaining/);
      else if (snapshot.matches('scanningCode')) expect(shown).toMatch(/inviting|showingWhere/);
      else expect(shown).toMatch(/inviting$/);
    }
  });

  test('is calm again in the end when nobody does anything and the daemon ends its commands', () => {
    const quiet = IDENTIFY_EVENTS.filter(
      ({ type, ...rest }) =>
        type.startsWith('xstate.after') ||
        (type === 'card.refused' && (rest as { errorCode?: string }).errorCode === 'recordsUnavailable'),
    );
    for (const start of everywhere) {
      if (start.matches('identified')) continue;
      let snapshot = start;
      for (let round = 0; round < 3; round += 1) for (const event of quiet) snapshot = then(snapshot, event);
      for (const event of quiet.filter(({ type }) => type.startsWith('xstate')))
        snapshot = then(snapshot, event);
      expect(attention(snapshot)).toBe('waitingForCard.attention.inviting');
    }
  });

  test('tells of a card that was drawn in', () => {
    for (const snapshot of everywhere) {
      if (snapshot.matches('identified')) continue;
      // A code is good once: whoever holds it is served first.
      if (snapshot.matches({ scanningCode: 'checkingCode' })) continue;
      const after = then(snapshot, { type: 'card.retained', reader: 'socialSecurityCardReader' } as {
        type: string;
      });
      expect(attention(after)).toBe('waitingForCard.attention.explainingRetained');
    }
  });

  test('neither reads nor scans nor asks for a PIN where no reader works', () => {
    for (const snapshot of everywhere) {
      if (snapshot.matches('identified')) continue;
      const after = then(snapshot, { type: 'ways.changed', ways: NO_WAY } as { type: string });
      expect(after.matches('waitingForCard')).toBe(true);
      expect(names(after.value as StateValue).some((name) => name.endsWith('Way.open'))).toBe(false);
      const wasBusy =
        !snapshot.matches('waitingForCard') || JSON.stringify(snapshot.value).includes('reading');
      if (wasBusy) expect(attention(after)).toBe('waitingForCard.attention.explaining');
    }
  });
});

describe('no personal datum', () => {
  /** Every screen of a visit, and how a person gets there. */
  const WAYS: [name: string, go: (kiosk: KioskAlone) => Promise<void>][] = [
    ['pension', async () => undefined],
    ['home', (kiosk) => kiosk.person('person.wentBack')],
    ['contributions', (kiosk) => kiosk.person('person.openedContributions')],
    ['accountYears', (kiosk) => kiosk.person('person.openedAccountYears')],
    ['statementPreview', (kiosk) => kiosk.person('person.openedStatement')],
    ['printing', (kiosk) => kiosk.person('person.openedStatement', 'person.printed')],
    [
      'takePaper',
      async (kiosk) => {
        await kiosk.person('person.openedStatement', 'person.printed');
        await kiosk.finishPrinting(PRINTED(true));
      },
    ],
    [
      'printFailed',
      async (kiosk) => {
        await kiosk.person('person.openedStatement', 'person.printed');
        await kiosk.finishPrinting({ code: 'commandErrorCode', errorCode: 'paperOut' });
      },
    ],
  ];

  test.each(WAYS)('is left anywhere when the card is taken on the screen %s', async (name, go) => {
    const kiosk = await KioskAlone.withVisitor();
    await go(kiosk);
    expect(kiosk.screenId).toBe(name);
    expect(kiosk.personalData().length).toBeGreaterThan(0);
    await kiosk.liftCard();
    expect(kiosk.personalData()).toEqual([]);
    expect(kiosk.screen.holder).toBeNull();
  });
});

test('every screen there is has been seen', async () => {
  const seen = new Set<ScreenId>();
  const see = (kiosk: KioskAlone) => seen.add(kiosk.screenId);
  const visitor = async (...events: Parameters<KioskAlone['person']>) => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person(...events);
    see(kiosk);
    return kiosk;
  };
  const alone = new KioskAlone();
  see(alone);
  await alone.connect();
  see(alone);
  await alone.person('person.touchedScreen');
  see(alone);
  alone.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
  await alone.settle();
  see(alone);
  await alone.refuseCard('cardExpired');
  see(alone);
  await alone.retainCard();
  see(alone);
  see(await KioskAlone.enteringPin());
  see(await KioskAlone.scanning());
  const closed = new KioskAlone();
  await closed.connect({ availability: 'unavailable', reasons: ['outOfServiceBackend'] });
  see(closed);
  for (const failure of ['notOnFile', 'unavailable'] as const) {
    const kiosk = new KioskAlone();
    kiosk.answers.summary = refusal(failure);
    await kiosk.connect();
    await kiosk.layCard();
    see(kiosk);
  }
  const waiting = new KioskAlone();
  waiting.silent = true;
  await waiting.connect();
  await waiting.layCard();
  see(waiting);
  await visitor();
  await visitor('person.wentBack');
  await visitor('person.openedContributions');
  await visitor('person.openedAccountYears');
  await visitor('person.openedStatement');
  const printing = await visitor('person.openedStatement', 'person.printed');
  await printing.finishPrinting({ code: 'commandErrorCode', errorCode: 'jobAborted' });
  see(printing);
  see(await KioskAlone.withPaper());
  const ending = await visitor('person.ended');
  await ending.liftCard();
  see(ending);
  const all: Record<ScreenId, true> = {
    starting: true,
    outOfService: true,
    attract: true,
    presentCard: true,
    reading: true,
    cardProblem: true,
    pinEntry: true,
    scanCode: true,
    cardRetained: true,
    home: true,
    openingRecords: true,
    recordsUnavailable: true,
    notOnFile: true,
    pension: true,
    contributions: true,
    accountYears: true,
    statementPreview: true,
    printing: true,
    printFailed: true,
    takePaper: true,
    takeCard: true,
    goodbye: true,
  };
  expect([...seen].sort()).toEqual(Object.keys(all).sort());
});
