import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { hasStatus, NETWORK, ProblemError } from './problem';

export const SESSION_KEY = ['session'] as const;

/** A session that ended elsewhere ends here too: the guard then shows the sign-in page. */
function onError(error: unknown): void {
  if (hasStatus(error, 401)) queryClient.setQueryData(SESSION_KEY, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // Without a network a request fails and says so; held back it would leave a spinner and no word.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal does not change by asking again; a lost connection may.
      retry: (failures, error) =>
        failures < 2 && error instanceof ProblemError && error.problem.code === NETWORK,
    },
  },
});
