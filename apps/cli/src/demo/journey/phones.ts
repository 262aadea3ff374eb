import { randomUUID } from 'node:crypto';
import { codeVerdict, openForm, submitted, type SubmitResponse } from '@mingjian/contract/responses';
import type { Person } from '../population/people';
import type { Population } from '../population';
import { answersOf } from '../population/submission';
import { Doors, Refusal } from './doors';
import type { FieldSurvey, Sheet } from './fieldwork-setup';

/** Phones that are open at the same moment. */
const AT_ONCE = 24;

export interface Fieldwork {
  invited: number;
  answered: number;
  /** Second submissions under a used code, all of which were refused. */
  refusedDoubles: number;
  /** Who answered, in the order of the sheets. */
  respondents: { person: Person; cellId: string }[];
}

interface Caller {
  person: Person;
  survey: FieldSurvey;
  cellId: string;
  code: string;
}

/**
 * Thousands of people answer, each over HTTP with the code from the slip: open the form, check the code, send. Slips of
 * a class go to its pupils (or their parents), slips of a school to its teachers.
 */
export async function answerOnPhones(
  base: string,
  surveys: readonly FieldSurvey[],
  sheets: ReadonlyMap<string, readonly Sheet[]>,
  population: Population,
  onProgress: (answered: number, of: number) => void,
): Promise<Fieldwork> {
  const invited: Caller[] = surveys.flatMap((survey) =>
    (sheets.get(survey.id) ?? []).flatMap((sheet) => {
      const people = population.invite(
        survey.audience,
        sheet.schoolCode,
        sheet.className,
        sheet.slips.length,
      );
      if (people.length !== sheet.slips.length)
        throw new Error(
          `${sheet.slips.length} slips for the ${people.length} people of ${sheet.schoolCode} ${sheet.className ?? ''}`,
        );
      return people.map((person, index) => ({
        person,
        survey,
        cellId: sheet.cellId,
        code: sheet.slips[index]?.code ?? '',
      }));
    }),
  );
  const callers = invited.filter((caller) => caller.person.responds);
  let next = 0;
  let answered = 0;
  let refusedDoubles = 0;
  const phone = async () => {
    const doors = new Doors(base);
    for (let caller = callers[next++]; caller; caller = callers[next++]) {
      const door = `/respond/${caller.survey.id}`;
      const form = await doors.get(door, openForm);
      await doors.post(`${door}/code`, { code: caller.code }, codeVerdict);
      const body = bodyOf(population.seed, caller, form.versionId);
      await doors.post(`${door}/responses`, body, submitted);
      answered += 1;
      if (caller.person.sendsTwice && (await isRefused(doors, door, body))) refusedDoubles += 1;
      if (answered % 500 === 0) onProgress(answered, callers.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, phone));
  return {
    invited: invited.length,
    answered,
    refusedDoubles,
    respondents: callers.map(({ person, cellId }) => ({ person, cellId })),
  };
}

function bodyOf(seed: number, caller: Caller, versionId: string): SubmitResponse {
  return { submissionId: randomUUID(), versionId, code: caller.code, ...answersOf(seed, caller.person) };
}

/** Sends once more, as a new submission under the same code. */
async function isRefused(doors: Doors, door: string, body: SubmitResponse): Promise<boolean> {
  try {
    await doors.post(`${door}/responses`, { ...body, submissionId: randomUUID() }, submitted);
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return true;
    throw error;
  }
  throw new Error('a code was accepted twice');
}
