import { useQuery } from '@tanstack/react-query';
import { agency } from '@mingjian/contract/cycles';
import { account, createdAccount, type NewAccount } from '@mingjian/contract/identity';
import { ask, read } from '../wire';

const accounts = account.array();

export function useAccounts() {
  return useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => read(accounts, '/accounts', undefined, signal),
  });
}

export const createAccount = (input: NewAccount) => ask(createdAccount, 'POST', '/accounts', input);
export const resetPassword = (id: string) => ask(createdAccount, 'POST', `/accounts/${id}/password`);
export const createAgency = (name: string) => ask(agency, 'POST', '/agencies', { name });
