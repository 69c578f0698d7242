import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from '#records-service/sample-data/social-security-cards.ts';
import { maskName } from '#shared/identity/mask.ts';
import { Pcscd } from '#test/protocol/pcsc/pcscd.ts';
import type { Readers } from '../../scripts/stack.mjs';
import { Hall, type Screen } from './hall.ts';

/** Every reader that needs no kernel device of its own; the others are in test/kernel-devices. */
const HALLS: readonly { readonly firstPort: number; readonly readers: Readers }[] = [
  { firstPort: 18440, readers: { identityCardReader: 'sdt', socialSecurityCardReader: 'crt-591' } },
  {
    firstPort: 18450,
    readers: { identityCardReader: 'cvr-100', socialSecurityCardReader: 'crt-310', authority: false },
  },
  { firstPort: 18460, readers: { identityCardReader: 'cvr-100au', socialSecurityCardReader: 'pcsc' } },
];

/** Cards whose holders have records, and cards of people who have none here. */
const IDENTITY_CARDS = [
  ['in-work', 'pension'],
  ['residence-permit', 'notOnFile'],
  ['foreign-2017', 'notOnFile'],
  ['foreign-2023', 'notOnFile'],
] as const;
const SOCIAL_SECURITY_CARDS = ['in-work-1.0', 'in-work-2.0', 'in-work-3.0', 'in-work-3.0-3des'] as const;

/** As the page greets the holder of a card. */
function greetingOf(card: string): string {
  const key = SAMPLE_SOCIAL_SECURITY_CARDS.find(({ name }) => name === card)?.citizenKey ?? 'in-work';
  const citizen = SAMPLE_CITIZENS.find((candidate) => candidate.key === key);
  if (citizen === undefined) throw new Error(`the sample citizens have no "${key}"`);
  return maskName(citizen.name);
}
const PIN = ['246810', 'enter'];

describe.each(HALLS)('with $readers', ({ firstPort, readers }) => {
  const isPcsc = readers.socialSecurityCardReader === 'pcsc';
  let hall: Hall;
  let screen: Screen;
  let service: Pcscd | null = null;

  beforeAll(async () => {
    if (isPcsc) {
      service = await Pcscd.prepare();
      await service.start();
    }
    hall = await Hall.open(firstPort, service === null ? readers : { ...readers, pcscPort: service.port });
    screen = await hall.screen('portrait');
  });
  // One citizen after the other, as at a real kiosk: what one leaves behind, the next would meet.
  afterEach(async () => {
    await hall.tidy();
    await screen.shows('attract', 60_000);
    expect(screen.complaints).toEqual([]);
  });
  afterAll(async () => {
    await screen.close();
    await hall.close();
    await service?.stop();
  });

  test.each(IDENTITY_CARDS)('the identity card %s opens %s', async (card, shown) => {
    await hall.layCard(card);
    await screen.shows(shown);
    await hall.liftCard();
    await screen.shows('attract', 30_000);
  });

  test.each(isPcsc ? [...SOCIAL_SECURITY_CARDS, 'contactless'] : SOCIAL_SECURITY_CARDS)(
    'the social-security card %s opens the pension with its PIN, and is given back at the end',
    async (card) => {
      await hall.insertCard(card);
      await screen.shows('pinEntry');
      await hall.typePin(...PIN);
      await screen.shows('pension');
      await screen.page.getByText(greetingOf(card)).first().waitFor();
      await screen.touch('end');
      await screen.shows('takeCard');
      await hall.until(async () => {
        const media = (await hall.health()).devices['socialSecurityCardReader']?.media;
        return media === (isPcsc ? 'present' : 'entering');
      });
      await hall.takeCard();
      await screen.shows('attract');
    },
  );

  test('the code of an electronic card opens the pension', async () => {
    await screen.touch('touch');
    await screen.shows('presentCard');
    await screen.touch('choose-electronic-card');
    await screen.shows('scanCode');
    await hall.scanElectronicCard('in-work');
    await screen.shows('pension');
    await screen.page.getByText(greetingOf('in-work')).first().waitFor();
    await screen.touch('end');
    await screen.shows('attract');
  });
});
