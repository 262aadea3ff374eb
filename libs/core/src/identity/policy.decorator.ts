import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@mingjian/contract/identity';
import type { Person } from './person';

/** The metadata key under which a route declares who may call it. */
export const POLICY = 'mingjian:policy';

export type Policy = { kind: 'roles'; roles: readonly Role[] } | { kind: 'everyone' };

/** Only people signed in with one of these roles. Name at least one. */
export const Allow = (...roles: [Role, ...Role[]]) =>
  SetMetadata(POLICY, { kind: 'roles', roles } satisfies Policy);

/** Anybody, without a session: say why beside it. */
export const Everyone = () => SetMetadata(POLICY, { kind: 'everyone' } satisfies Policy);

/** What the guard leaves on a request. */
export interface SignedRequest {
  person?: Person;
  sessionExpiresAt?: Date;
}

/** The person who is signed in; only on routes with `@Allow`, where the guard has made sure there is one. */
export const CurrentPerson = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<SignedRequest>();
  if (!person) throw new Error('CurrentPerson stands on a route that does not ask for a session');
  return person;
});
