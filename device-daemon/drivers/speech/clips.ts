import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpeechLanguage } from '#shared/protocol/speech.ts';
import { parseWav, type WavAudio } from '../../framing/wav.ts';
import { SOUND_MAX_BYTES } from './speech-driver.ts';

/** The file of a recorded sentence: nothing in a folder of clips can be found out but by who knows the sentence. */
export const clipFile = (language: SpeechLanguage, text: string): string =>
  `${createHash('sha256').update(`${language}\n${text.trim()}`, 'utf8').digest('hex')}.wav`;

/**
 * @returns null where there is none
 * @param onUnusable a file is there and cannot be played; told with its name
 */
export async function findClip(
  folder: string,
  language: SpeechLanguage,
  text: string,
  onUnusable: (file: string) => void,
): Promise<WavAudio | null> {
  const name = clipFile(language, text);
  const bytes = await contentOf(join(folder, name));
  if (bytes === null) return null;
  const clip = bytes === 'tooLong' ? null : parseWav(bytes);
  if (clip?.ok) return clip.value;
  onUnusable(name);
  return null;
}

async function contentOf(file: string): Promise<Uint8Array | 'tooLong' | null> {
  try {
    const { size } = await stat(file);
    return size > SOUND_MAX_BYTES ? 'tooLong' : await readFile(file);
  } catch {
    // No such file, most of the time; whatever else it is, the engine can say it.
    return null;
  }
}
