import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { useStack } from './kiosk-stack.ts';
import { playTranscript } from './transcript.ts';

const stack = useStack(18340);
const transcripts = readdirSync(fileURLToPath(new URL('./transcripts', import.meta.url)))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.replace(/\.txt$/, ''));

describe('the kiosk holds the conversation', () => {
  test.each(transcripts)('%s', (name) => playTranscript(name, stack()));
});
