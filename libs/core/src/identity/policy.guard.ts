import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../platform';
import { POLICY, type Policy, type SignedRequest } from './policy.decorator';
import { readCookie, sessionCookieName } from './session-cookie';
import { SessionsService } from './sessions.service';

interface Request extends SignedRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Holds every route to its declared policy: 401 without a session, 403 with another role, 403 without the header. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    // The boot check makes this unreachable; a route it could not see stays shut.
    if (!policy) throw forbidden();
    if (policy.kind === 'everyone') return true;

    const request = context.switchToHttp().getRequest<Request>();
    const token = readCookie(request.headers.cookie as string | undefined, sessionCookieName);
    const session = token === null ? null : await this.sessions.resume(token);
    if (!session) throw signInFirst();
    if (!policy.roles.includes(session.person.role)) throw forbidden();
    if (!safeMethods.has(request.method)) requireOwnPage(request.headers);
    request.person = session.person;
    request.sessionExpiresAt = session.expiresAt;
    return true;
  }
}

/**
 * A page of another site cannot set this header without our consent (CORS is off), so its requests stop here.
 *
 * @throws Problem 403 `foreign-request`
 */
export function requireOwnPage(headers: Readonly<Record<string, string | string[] | undefined>>): void {
  if (headers['x-requested-with'] === 'mingjian') return;
  throw new Problem(403, 'foreign-request', {
    zh: '该请求不是由本系统页面发出的（缺少 x-requested-with: mingjian）。',
    en: 'This request did not come from a page of this system (x-requested-with: mingjian is missing).',
  });
}

export function signInFirst(): Problem {
  return new Problem(401, 'sign-in-first', { zh: '请先登录。', en: 'Please sign in first.' });
}

function forbidden(): Problem {
  return new Problem(403, 'forbidden', { zh: '您无权进行此操作。', en: 'Your account may not do this.' });
}
