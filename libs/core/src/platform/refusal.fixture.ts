import { Problem } from './index';

/** The problem that a piece of work is refused with. @throws whatever else it fails with, or Error when it succeeds */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

export const codeOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).code;

/** The code that a piece of work is refused with, or `done`: for what some may do and others not. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}
