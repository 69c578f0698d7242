import { addMonths, type IsoDate, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import { SAMPLE_CITIZENS, type SampleCitizen } from './citizens.ts';
import { type PensionMonth, pensionMonths } from './pension.ts';
import { STORIES, type Story } from './stories.ts';

export interface SampleRecord {
  readonly citizen: SampleCitizen;
  readonly story: Story;
  readonly pension: readonly PensionMonth[];
}

/** The records are complete up to the last day of the month before. */
export function sampleCutOff(today: IsoDate): IsoDate {
  const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  return new Date(first.getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** The same records for the same cut-off, on every machine. */
export function generateSampleRecords(cutOff: IsoDate): SampleRecord[] {
  const cutOffMonth = cutOff.slice(0, 7);
  return SAMPLE_CITIZENS.flatMap((citizen) => {
    const story = STORIES[citizen.key]?.(cutOffMonth);
    return story === undefined ? [] : [{ citizen, story, pension: pensionOf(citizen, story, cutOffMonth) }];
  });
}

function pensionOf(citizen: SampleCitizen, story: Story, cutOffMonth: YearMonth): readonly PensionMonth[] {
  if (story.pensionSince === undefined) return [];
  const lastMonthOfWork = addMonths(story.pensionSince, -1);
  const age = Math.floor((monthIndex(lastMonthOfWork) - monthIndex(citizen.birthDate.slice(0, 7))) / 12);
  return pensionMonths(story.contributions, age, story.pensionSince, cutOffMonth);
}
