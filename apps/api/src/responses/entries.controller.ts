import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { enterResponse, type EnterResponse, type Submitted } from '@mingjian/contract/responses';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { EntriesService } from '@mingjian/core/responses';

@Controller('surveys/:id/entries')
export class EntriesController {
  constructor(private readonly entries: EntriesService) {}

  @Post()
  @HttpCode(201)
  @Allow('agency')
  enter(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: enterResponse }) body: EnterResponse,
  ): Promise<Submitted> {
    return this.entries.enter(person, id, body);
  }
}
