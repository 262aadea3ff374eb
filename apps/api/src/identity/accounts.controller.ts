import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { newAccount, type CreatedAccount, type NewAccount } from '@mingjian/contract/identity';
import { AgenciesService } from '@mingjian/core/cycles';
import { AccountsService, Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { RegistryService } from '@mingjian/core/registry';

@Controller('accounts')
@Allow('office')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly agencies: AgenciesService,
    private readonly registry: RegistryService,
  ) {}

  @Get()
  list(): Promise<Person[]> {
    return this.accounts.list();
  }

  @Post()
  async create(
    @CurrentPerson() person: Person,
    @Body({ schema: newAccount }) input: NewAccount,
  ): Promise<CreatedAccount> {
    if (input.agencyId !== null) await this.agencies.require(input.agencyId);
    if (input.countyCode !== null) await this.registry.county(input.countyCode);
    if (input.schoolCode != null) await this.registry.requireSchool(input.schoolCode);
    return this.accounts.createBy(person, input);
  }

  @Post(':id/password')
  @HttpCode(200)
  resetPassword(@CurrentPerson() person: Person, @Param('id') id: string): Promise<CreatedAccount> {
    return this.accounts.resetPassword(person, id);
  }
}
