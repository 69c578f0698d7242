import { expect, test } from 'vitest';
import { texts as en } from './en/index.ts';
import { registerLanguage, translatorFor } from './text-engine.ts';

test('words that take the place of others are said from then on', async () => {
  const translate = translatorFor('en');
  registerLanguage('en', { ...en, 'frame.back': '[Baaack]' }, 'ltr');
  expect(translate('frame.back')).toBe('[Baaack]');
  registerLanguage('en', en, 'ltr');
  expect(translate('frame.back')).toBe(en['frame.back']);
});
