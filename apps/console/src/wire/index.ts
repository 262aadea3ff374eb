export {
  apiPath,
  ask,
  askAsStranger,
  change,
  faultsFile,
  fetchFile,
  read,
  readIfThere,
  type Schema,
} from './client';
export { hasStatus, isOffline, localProblem, ProblemError } from './problem';
export { queryClient, SESSION_KEY } from './query-client';
export { useAction, useSend } from './changes';
