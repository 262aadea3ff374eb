import {
  keyList,
  openChallenge,
  openForm,
  submitted,
  tradedCode,
  type KeyList,
  type OpenForm,
  type SubmitResponse,
} from '@mingjian/contract/responses';
import { solveChallenge, type Credential } from '@mingjian/credential';
import type { Person } from '../population/people';
import { answersOf } from '../population/submission';
import { blindCredential } from './blind-credential';
import { Doors } from './doors';

/** Phones that are open at the same moment. */
const AT_ONCE = 6;
/** Who opens such a link has something to say. */
const WRITES = 0.6;

/** People without a slip answer by the open link: a proof of work in place of a code, then as everybody does. */
export async function answerByOpenLink(
  base: string,
  surveyId: string,
  seed: number,
  volunteers: readonly Person[],
): Promise<void> {
  const door = `/respond/${surveyId}`;
  const list = await new Doors(base).get(`${door}/keys`, keyList);
  const waiting = [...volunteers];
  const phone = async () => {
    const doors = new Doors(base);
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      const form = await doors.get(door, openForm);
      const credential = await credentialFor(doors, door, form, list, person.countyCode);
      const body = { ...credential, versionId: form.versionId, ...answersOf(seed, person, WRITES) };
      await doors.post(`${door}/responses`, body satisfies SubmitResponse, submitted);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, phone));
}

/** Trades a proof of work in place of a code. */
async function credentialFor(
  doors: Doors,
  door: string,
  form: OpenForm,
  list: KeyList,
  countyCode: string,
): Promise<Credential> {
  const { key, challenge: asked } = await doors.post(`${door}/open-challenge`, { countyCode }, openChallenge);
  return blindCredential(form, list, key, async (blindedMessage) => {
    const { algorithm, challenge, salt, signature } = asked;
    const solution = { algorithm, challenge, salt, signature, number: await solveChallenge(asked) };
    return doors.post(`${door}/open-credential`, { countyCode, solution, blindedMessage }, tradedCode);
  });
}
