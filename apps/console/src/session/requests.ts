import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangePassword, session, type Session, type SignIn } from '@mingjian/contract/identity';
import { ask, change, hasStatus, read, SESSION_KEY } from '../wire';

/** The signed-in person, or null. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => {
      try {
        return await read(session, '/session', undefined, signal);
      } catch (error) {
        if (hasStatus(error, 401)) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** For pages behind the guard, where somebody is signed in. */
export function usePerson(): Session {
  const queries = useQueryClient();
  const { data } = useSession();
  const person = data ?? queries.getQueryData<Session>(SESSION_KEY);
  if (!person) throw new Error('This page needs a signed-in person');
  return person;
}

export const signIn = (input: SignIn) => ask(session, 'POST', '/session', input);
export const signOut = (_: null) => change('DELETE', '/session');
export const changePassword = (input: ChangePassword) => change('PUT', '/session/password', input);
