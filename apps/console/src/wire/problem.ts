import type { ProblemDetails } from '@mingjian/contract';

/** A refusal or failure as the api words it, so that one component can show every one of them. */
export class ProblemError extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

/** Codes made in the browser; the component that shows problems words them in the reader's language. */
export const NETWORK = 'network';
export const UNEXPECTED_REPLY = 'unexpected-reply';

export function localProblem(code: string, detail: string): ProblemError {
  return new ProblemError({ type: 'about:blank', title: code, status: 0, detail, code });
}

/** Whether no answer came from the server, so that trying again later makes sense. */
export function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === NETWORK;
}

export function hasStatus(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}
