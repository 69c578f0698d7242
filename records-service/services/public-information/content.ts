import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { DEMO_REGION } from '../../policy-packs/policy-pack.ts';
import country from '../../public-information/000000.json' with { type: 'json' };
import beijing from '../../public-information/110000.json' with { type: 'json' };
import shenyang from '../../public-information/210100.json' with { type: 'json' };
import panjin from '../../public-information/211100.json' with { type: 'json' };
import harbin from '../../public-information/230100.json' with { type: 'json' };
import hefei from '../../public-information/340100.json' with { type: 'json' };
import wuhan from '../../public-information/420100.json' with { type: 'json' };
import qinghai from '../../public-information/630000.json' with { type: 'json' };
import demo from '../../public-information/999999.json' with { type: 'json' };
import { ContentFile, issuesOf, mistakesOf, PublicInformationRefused } from './content-file.ts';
import { sampleJobFairs } from './sample-job-fairs.ts';

/** What comes with the program, by region. */
const SHIPPED: readonly (readonly [region: string, document: unknown])[] = [
  ['000000', country],
  ['110000', beijing],
  ['210100', shenyang],
  ['211100', panjin],
  ['230100', harbin],
  ['340100', hefei],
  ['420100', wuhan],
  ['630000', qinghai],
];

interface Wanted {
  /** Content files of the operator’s own: one of a region takes the place of the one that comes with the program. */
  readonly folder: string | null;
  /** With the demo region’s invented content. */
  readonly sample: boolean;
  readonly today: IsoDate;
}

/** @throws PublicInformationRefused with every mistake of every file */
export async function readContent({ folder, sample, today }: Wanted): Promise<ContentFile[]> {
  const byRegion = new Map<string, ContentFile>();
  const mistakes: string[] = [];
  const take = (name: string, read: Result<ContentFile, string[]>) => {
    if (read.ok) byRegion.set(read.value.region, read.value);
    else mistakes.push(...read.error.map((line) => `${name}: ${line}`));
  };
  for (const [region, document] of SHIPPED) take(`${region}.json of the program`, contentOf(document));
  if (sample) {
    const read = contentOf(demo);
    take(
      `${DEMO_REGION}.json of the program`,
      read.ok ? ok({ ...read.value, jobFairs: sampleJobFairs(today) }) : read,
    );
  }
  const own = new Map<string, string>();
  for (const name of folder === null ? [] : await jsonFilesOf(folder)) {
    const read = await readContentFile(join(folder ?? '', name));
    const region = read.ok ? read.value.region : '';
    const other = own.get(region);
    if (read.ok && other !== undefined) mistakes.push(`${name}: region: ${region} is that of ${other} too`);
    if (read.ok) own.set(region, name);
    take(name, read);
  }
  if (mistakes.length > 0) throw new PublicInformationRefused(mistakes);
  return [...byRegion.values()];
}

/** @returns the content, or everything that is wrong with it and where */
export function contentOf(document: unknown): Result<ContentFile, string[]> {
  const parsed = v.safeParse(ContentFile, document);
  if (!parsed.success) return err(issuesOf(parsed.issues));
  const mistakes = mistakesOf(parsed.output);
  return mistakes.length === 0 ? ok(parsed.output) : err(mistakes);
}

async function jsonFilesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    throw new PublicInformationRefused([`${folder} cannot be read (${codeOf(error)})`]);
  }
}

async function readContentFile(file: string): Promise<Result<ContentFile, string[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return err([`it cannot be read (${codeOf(error)})`]);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(['it is not JSON']);
  }
  return contentOf(document);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
