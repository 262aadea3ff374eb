import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { newAccount, type CreatedAccount, type NewAccount } from '@mingjian/contract/identity';
import { AccountsService, Allow, CurrentPerson, type Person } from '@mingjian/core/identity';

@Controller('accounts')
@Allow('office')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  list(): Promise<Person[]> {
    return this.accounts.list();
  }

  @Post()
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: newAccount }) input: NewAccount,
  ): Promise<CreatedAccount> {
    return this.accounts.createBy(person, input);
  }

  @Post(':id/password')
  @HttpCode(200)
  resetPassword(@CurrentPerson() person: Person, @Param('id') id: string): Promise<CreatedAccount> {
    return this.accounts.resetPassword(person, id);
  }
}
