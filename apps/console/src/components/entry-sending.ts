import type { Fault } from '@mingjian/contract';
import { ProblemError } from '../wire/problem';

/**
 * Sends what was entered. A refusal's faults are tied to their fields; what nobody foresaw is shown and goes into the
 * browser's log: swallowed, it would look like a button that does nothing.
 */
export async function sendEntry(
  send: () => Promise<unknown>,
  told: { faults: (faults: readonly Fault[]) => void; unforeseen: (error: unknown) => void },
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (error instanceof ProblemError) return told.faults(error.problem.faults ?? []);
    console.error(error);
    told.unforeseen(error);
  }
}
