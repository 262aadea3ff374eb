import { Body, Controller, Get, Post } from '@nestjs/common';
import { newAgency, type Agency, type NewAgency } from '@mingjian/contract/cycles';
import { AgenciesService } from '@mingjian/core/cycles';
import { Allow } from '@mingjian/core/identity';

@Controller('agencies')
@Allow('office')
export class AgenciesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  list(): Promise<Agency[]> {
    return this.agencies.list();
  }

  @Post()
  create(@Body({ schema: newAgency }) input: NewAgency): Promise<Agency> {
    return this.agencies.create(input.name);
  }
}
