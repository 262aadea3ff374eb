import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsService } from './accounts.service';
import { AuditService } from './audit.service';
import {
  accountSchema,
  auditHeadSchema,
  auditSchema,
  sessionSchema,
  signInFailuresSchema,
} from './identity.schema';
import { SessionsService } from './sessions.service';

/** People, sessions, policy and the audit log. Global, because every domain records deeds. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Account', schema: accountSchema, collection: 'accounts' },
      { name: 'Session', schema: sessionSchema, collection: 'sessions' },
      { name: 'SignInFailures', schema: signInFailuresSchema, collection: 'signInFailures' },
      { name: 'Audit', schema: auditSchema, collection: 'audit' },
      { name: 'AuditHead', schema: auditHeadSchema, collection: 'auditHead' },
    ]),
  ],
  providers: [AccountsService, SessionsService, AuditService],
  exports: [AccountsService, SessionsService, AuditService],
})
export class IdentityModule {}
