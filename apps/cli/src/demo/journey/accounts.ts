import 'reflect-metadata';
import { chmod, writeFile } from 'node:fs/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Role } from '@mingjian/contract/identity';
import { AgenciesService, CyclesModule } from '@mingjian/core/cycles';
import { AccountsService, generatePassword, IdentityModule } from '@mingjian/core/identity';
import { PlatformModule } from '@mingjian/core/platform';
import type { Connection } from 'mongoose';
import { demoDomain } from './demo-state';
import { demoCounties } from '../population/counties';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule] })
class DemoModule {}

/** What has no public door: accounts are made by a command, and only the demo may clear its own cycle away. */
export interface BackOffice {
  accounts: AccountsService;
  agencies: AgenciesService;
  connection: Connection;
  close(): Promise<void>;
}

/** Connects to the database that the api uses (MONGODB_URI and the other settings of the api's environment). */
export async function openBackOffice(): Promise<BackOffice> {
  const context = await NestFactory.createApplicationContext(DemoModule, {
    logger: ['error'],
    abortOnError: false,
  });
  return {
    accounts: context.get(AccountsService),
    agencies: context.get(AgenciesService),
    connection: context.get<Connection>(getConnectionToken()),
    close: () => context.close(),
  };
}

export interface DemoAccount {
  email: string;
  name: string;
  role: Role;
  countyCode: string | null;
  password: string;
}

/** Everyone who works in the demo. Two people of the agency, because a survey and an exclusion need a second pair of eyes. */
export interface DemoAccounts {
  agencyId: string;
  office: DemoAccount;
  lead: DemoAccount;
  analyst: DemoAccount;
  auditor: DemoAccount;
  clerks: DemoAccount[];
}

const agencyName = '北辰教育监测中心（虚构）';

/** Makes the accounts, each with a password of its own that is kept nowhere but in the caller's hands. */
export async function createAccounts({ accounts, agencies }: BackOffice): Promise<DemoAccounts> {
  const known = (await agencies.list()).find((agency) => agency.name === agencyName);
  const { id: agencyId } = known ?? (await agencies.create(agencyName));
  const make = async (
    mailbox: string,
    name: string,
    role: Role,
    countyCode: string | null = null,
  ): Promise<DemoAccount> => {
    const account = {
      email: `${mailbox}@${demoDomain}`,
      name,
      role,
      countyCode,
      password: generatePassword(),
    };
    await accounts.create({ ...account, agencyId: role === 'agency' ? agencyId : null });
    return account;
  };
  const clerks: DemoAccount[] = [];
  for (const county of demoCounties)
    clerks.push(await make(`county-${county.code}`, `${county.nameZh}教育局`, 'county', county.code));
  return {
    agencyId,
    office: await make('office', '市督导办', 'office'),
    lead: await make('lead', '机构负责人', 'agency'),
    analyst: await make('analyst', '机构分析员', 'agency'),
    auditor: await make('auditor', '审计员', 'auditor'),
    clerks,
  };
}

/** Writes the accounts for the one who started the demo, readable by nobody else. */
export async function writeAccounts(file: string, accounts: DemoAccounts): Promise<void> {
  const { office, lead, analyst, auditor, clerks } = accounts;
  await writeFile(file, `${JSON.stringify([office, lead, analyst, ...clerks, auditor], null, 2)}\n`, {
    mode: 0o600,
  });
  await chmod(file, 0o600);
}
