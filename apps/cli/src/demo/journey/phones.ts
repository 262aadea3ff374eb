import {
  codeVerdict,
  keyList,
  openForm,
  submitted,
  tradedCode,
  type KeyList,
  type OpenForm,
  type SubmitResponse,
} from '@mingjian/contract/responses';
import type { Credential } from '@mingjian/credential';
import type { Person } from '../population/people';
import type { Population } from '../population';
import { answersOf } from '../population/submission';
import { blindCredential } from './blind-credential';
import { Doors, Refusal } from './doors';
import type { FieldSurvey, Sheet } from './fieldwork-setup';

/** Phones that are open at the same moment. */
const AT_ONCE = 24;

export interface Fieldwork {
  invited: number;
  answered: number;
  /** Attempts to answer twice with one code, all of which were refused. */
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
 * Thousands of people answer, each over HTTP with the code from the slip: open the form, trade the code for a blind-signed
 * credential, send under it. Slips of a class go to its pupils (or their parents), slips of a school to its teachers.
 */
export async function answerOnPhones(
  base: string,
  surveys: readonly FieldSurvey[],
  sheets: ReadonlyMap<string, readonly Sheet[]>,
  population: Pick<Population, 'seed' | 'invite'>,
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
  const lists = new Map<string, Promise<KeyList>>();
  /** One request a survey serves all the phones of this process: the list is the same for everybody. */
  const listOf = (doors: Doors, { id }: FieldSurvey): Promise<KeyList> => {
    const asked = lists.get(id) ?? doors.get(`/respond/${id}/keys`, keyList);
    lists.set(id, asked);
    return asked;
  };
  let next = 0;
  let answered = 0;
  let refusedDoubles = 0;
  const phone = async () => {
    const doors = new Doors(base);
    for (let caller = callers[next++]; caller; caller = callers[next++]) {
      const door = `/respond/${caller.survey.id}`;
      const form = await doors.get(door, openForm);
      const credential = await credentialFor(
        doors,
        door,
        form,
        await listOf(doors, caller.survey),
        caller.code,
      );
      const body = { ...credential, versionId: form.versionId, ...answersOf(population.seed, caller.person) };
      await doors.post(`${door}/responses`, body satisfies SubmitResponse, submitted);
      answered += 1;
      if (
        caller.person.sendsTwice &&
        (await isRefused(doors, door, form, await listOf(doors, caller.survey), caller.code))
      )
        refusedDoubles += 1;
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

/** Trades the code of a slip. */
async function credentialFor(
  doors: Doors,
  door: string,
  form: OpenForm,
  list: KeyList,
  code: string,
): Promise<Credential> {
  const { key } = await doors.post(`${door}/code`, { code }, codeVerdict);
  return blindCredential(form, list, key, (blindedMessage) =>
    doors.post(`${door}/credential`, { code, keyId: key.id, blindedMessage }, tradedCode),
  );
}

/** Asks for a second credential with the same code. */
async function isRefused(
  doors: Doors,
  door: string,
  form: OpenForm,
  list: KeyList,
  code: string,
): Promise<boolean> {
  try {
    await credentialFor(doors, door, form, list, code);
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return true;
    throw error;
  }
  throw new Error('a code was traded twice');
}
