import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  commissionAgency,
  openCycle,
  putMilestone,
  type Board,
  type CommissionAgency,
  type Cycle,
  type OpenCycle,
  type PutMilestone,
} from '@mingjian/contract/cycles';
import { BoardService, CyclesService } from '@mingjian/core/cycles';
import { Allow, CurrentPerson, scopeOf, type Person } from '@mingjian/core/identity';

@Controller('cycles')
export class CyclesController {
  constructor(
    private readonly cycles: CyclesService,
    private readonly boards: BoardService,
  ) {}

  @Get()
  @Allow('office', 'agency', 'county', 'auditor', 'school')
  list(@CurrentPerson() person: Person): Promise<Cycle[]> {
    return this.cycles.list(scopeOf(person));
  }

  @Post()
  @Allow('office')
  open(@CurrentPerson() person: Person, @Body({ schema: openCycle }) input: OpenCycle): Promise<Cycle> {
    return this.cycles.open(person, input);
  }

  @Get(':id')
  @Allow('office', 'agency', 'county', 'auditor', 'school')
  read(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Cycle> {
    return this.cycles.require(scopeOf(person), id);
  }

  @Get(':id/board')
  @Allow('office', 'agency', 'county', 'auditor')
  board(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Board> {
    return this.boards.board(person, id);
  }

  @Post(':id/commission')
  @HttpCode(200)
  @Allow('office')
  commission(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: commissionAgency }) input: CommissionAgency,
  ): Promise<Cycle> {
    return this.cycles.commission(person, id, input.agencyId);
  }

  @Put(':id/milestones/:key')
  @Allow('office')
  putMilestone(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('key') key: string,
    @Body({ schema: putMilestone }) change: PutMilestone,
  ): Promise<Cycle> {
    return this.cycles.putMilestone(person, id, key, change);
  }
}
