export { AccountsService, type NewAccount } from './accounts.service';
export { AuditService, type Deed } from './audit.service';
export { IdentityModule } from './identity.module';
export { generatePassword } from './password';
export type { Person } from './person';
export { Allow, CurrentPerson, Everyone, POLICY, type Policy, type SignedRequest } from './policy.decorator';
export { PolicyGuard, requireOwnPage, signInFirst } from './policy.guard';
export { scopeOf, wholeCity, type Scope } from './scope';
export { deviceCookieName, readCookie, sessionCookieName, setCookie } from './session-cookie';
export {
  deviceLifeSeconds,
  SessionsService,
  sessionLifeSeconds,
  type OpenedSession,
} from './sessions.service';
