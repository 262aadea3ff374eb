import { solveChallenge } from '@mingjian/credential';
import { expect, it } from 'vitest';
import { challengeKey, isSolved, makeChallenge, usedSolutionId } from './proof-of-work';

const key = challengeKey('a secret of 32 characters or more');
const solved = async (...given: Parameters<typeof makeChallenge>) => {
  const { algorithm, challenge, salt, signature, maxnumber } = await makeChallenge(...given);
  return {
    algorithm,
    challenge,
    salt,
    signature,
    number: await solveChallenge({ challenge, salt, maxnumber }),
  };
};

it('takes a solution for its own survey, and for no other', async () => {
  const solution = await solved(key, 'survey', 500);
  expect(await isSolved(key, 'survey', solution)).toBe(true);
  expect(await isSolved(key, 'other', solution)).toBe(false);
});

it('takes no wrong number, no longer life, no other secret and nothing that has expired', async () => {
  const solution = await solved(key, 'survey', 500);
  expect(await isSolved(key, 'survey', { ...solution, number: solution.number + 1 })).toBe(false);
  const longer = solution.salt.replace(/expires=\d+/, 'expires=9999999999');
  expect(await isSolved(key, 'survey', { ...solution, salt: longer })).toBe(false);
  expect(await isSolved(challengeKey('another secret of 32 characters'), 'survey', solution)).toBe(false);
  expect(await isSolved(key, 'survey', await solved(key, 'survey', 500, Date.now() - 21 * 60_000))).toBe(
    false,
  );
});

it('knows a used solution by its challenge alone, so that another spelling of the salt is no second one', async () => {
  const solution = await solved(key, 'survey', 500);
  expect(usedSolutionId({ ...solution, salt: solution.salt.slice(0, -1) })).toBe(usedSolutionId(solution));
});
