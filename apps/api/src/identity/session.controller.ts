import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import {
  changePassword,
  signIn,
  type ChangePassword,
  type Session,
  type SignIn,
} from '@mingjian/contract/identity';
import {
  Allow,
  CurrentPerson,
  deviceCookieName,
  deviceLifeSeconds,
  Everyone,
  readCookie,
  requireOwnPage,
  sessionCookieName,
  sessionLifeSeconds,
  SessionsService,
  setCookie,
  signInFirst,
  type Person,
  type SignedRequest,
} from '@mingjian/core/identity';
import { Env } from '@mingjian/core/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

@Controller('session')
export class SessionController {
  private readonly secure: boolean;

  constructor(
    private readonly sessions: SessionsService,
    env: Env,
  ) {
    this.secure = env.publicUrl.startsWith('https:');
  }

  /** For everyone: signing in is how one becomes somebody. Only from our own page, against login CSRF. */
  @Post()
  @HttpCode(200)
  @Everyone()
  async open(
    @Body({ schema: signIn }) credentials: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    requireOwnPage(request.headers);
    const device = readCookie(request.headers.cookie, deviceCookieName);
    const opened = await this.sessions.open(credentials, request.ip, device);
    void reply.header('set-cookie', [
      setCookie(sessionCookieName, opened.token, sessionLifeSeconds, this.secure),
      setCookie(deviceCookieName, opened.device, deviceLifeSeconds, this.secure),
    ]);
    return sessionOf(opened.person, opened.expiresAt);
  }

  @Get()
  @Allow('office', 'agency', 'county', 'auditor', 'school')
  read(@Req() request: SignedRequest): Session {
    if (!request.person || !request.sessionExpiresAt) throw signInFirst();
    return sessionOf(request.person, request.sessionExpiresAt);
  }

  @Put('password')
  @HttpCode(204)
  @Allow('office', 'agency', 'county', 'auditor', 'school')
  async changePassword(
    @CurrentPerson() person: Person,
    @Body({ schema: changePassword }) change: ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const token = readCookie(request.headers.cookie, sessionCookieName);
    if (token === null) throw signInFirst();
    await this.sessions.changePassword(person, token, change);
  }

  /** For everyone: signing out twice, or after the session has ended, is no error. */
  @Delete()
  @HttpCode(204)
  @Everyone()
  async close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireOwnPage(request.headers);
    const token = readCookie(request.headers.cookie, sessionCookieName);
    if (token !== null) await this.sessions.close(token);
    void reply.header('set-cookie', setCookie(sessionCookieName, '', 0, this.secure));
  }
}

function sessionOf(person: Person, expiresAt: Date): Session {
  const { id, name, email, role, agencyId, countyCode, schoolCode } = person;
  return {
    userId: id,
    name,
    email,
    role,
    agencyId,
    countyCode,
    schoolCode,
    expiresAt: expiresAt.toISOString(),
  };
}
