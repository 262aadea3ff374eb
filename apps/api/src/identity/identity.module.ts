import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CyclesModule } from '@mingjian/core/cycles';
import { PolicyGuard } from '@mingjian/core/identity';
import { RegistryModule } from '@mingjian/core/registry';
import { AccountsController } from './accounts.controller';
import { AuditController } from './audit.controller';
import { SessionController } from './session.controller';

/** Sign-in, the audit log, and the guard that holds every route of every domain to its policy. */
@Module({
  imports: [RegistryModule, CyclesModule],
  controllers: [SessionController, AccountsController, AuditController],
  providers: [{ provide: APP_GUARD, useClass: PolicyGuard }],
})
export class IdentityApiModule {}
