import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  mergeEvaluation,
  putOnSite,
  putRectification,
  putSelfEvaluation,
  waiveInput,
  type Evaluation,
  type MergeEvaluation,
  type PutOnSite,
  type PutRectification,
  type PutSelfEvaluation,
  type WaiveInput,
} from '@mingjian/contract/evaluation';
import { EvaluationService } from '@mingjian/core/evaluation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';

@Controller('cycles/:cycleId/evaluations')
export class EvaluationController {
  constructor(private readonly evaluations: EvaluationService) {}

  @Get()
  @Allow('office', 'county', 'auditor')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Evaluation[]> {
    return this.evaluations.list(person, cycleId);
  }

  @Get(':county')
  @Allow('office', 'county', 'auditor')
  get(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
  ): Promise<Evaluation> {
    return this.evaluations.get(person, cycleId, county);
  }

  @Put(':county/self-evaluation')
  @Allow('county')
  putSelfEvaluation(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
    @Body({ schema: putSelfEvaluation }) body: PutSelfEvaluation,
  ): Promise<Evaluation> {
    return this.evaluations.putSelfEvaluation(person, cycleId, county, body);
  }

  @Put(':county/on-site')
  @Allow('office')
  putOnSite(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
    @Body({ schema: putOnSite }) body: PutOnSite,
  ): Promise<Evaluation> {
    return this.evaluations.putOnSite(person, cycleId, county, body);
  }

  @Put(':county/rectification')
  @Allow('county')
  putRectification(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
    @Body({ schema: putRectification }) body: PutRectification,
  ): Promise<Evaluation> {
    return this.evaluations.putRectification(person, cycleId, county, body);
  }

  @Post(':county/waivers')
  @HttpCode(200)
  @Allow('office')
  waive(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
    @Body({ schema: waiveInput }) body: WaiveInput,
  ): Promise<Evaluation> {
    return this.evaluations.waive(person, cycleId, county, body);
  }

  @Post(':county/merge')
  @HttpCode(200)
  @Allow('office')
  merge(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Param('county') county: string,
    @Body({ schema: mergeEvaluation }) body: MergeEvaluation,
  ): Promise<Evaluation> {
    return this.evaluations.merge(person, cycleId, county, body);
  }
}
