import { Body, Controller, Get, Param, Post, Sse, type MessageEvent } from '@nestjs/common';
import {
  distinctUntilChanged,
  from,
  interval,
  map,
  startWith,
  switchMap,
  takeWhile,
  type Observable,
} from 'rxjs';
import { startRun, type Result, type Run, type StartRun } from '@mingjian/contract/aggregation';
import { RunsService } from '@mingjian/core/aggregation';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';

/** How often a watcher of a run is told of changes. */
const WATCH_MILLISECONDS = 400;

@Controller()
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Post('cycles/:cycleId/runs')
  @Allow('agency')
  start(
    @CurrentPerson() person: Person,
    @Param('cycleId') cycleId: string,
    @Body({ schema: startRun }) body: StartRun,
  ): Promise<Run> {
    return this.runs.start(person, cycleId, body);
  }

  @Get('cycles/:cycleId/runs')
  @Allow('agency', 'office', 'auditor')
  list(@CurrentPerson() person: Person, @Param('cycleId') cycleId: string): Promise<Run[]> {
    return this.runs.list(person, cycleId);
  }

  @Get('runs/:id')
  @Allow('agency', 'office', 'auditor')
  get(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Run> {
    return this.runs.get(person, id);
  }

  @Get('runs/:id/results')
  @Allow('agency', 'office', 'auditor')
  results(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Result[]> {
    return this.runs.resultsOf(person, id);
  }

  /** Ends by itself when the run has; a watcher who comes back later gets the state as it is then. */
  @Sse('runs/:id/events')
  @Allow('agency', 'office', 'auditor')
  async watch(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Observable<MessageEvent>> {
    // Before the stream begins, when a refusal can still be a reply of its own.
    await this.runs.get(person, id);
    return interval(WATCH_MILLISECONDS).pipe(
      startWith(0),
      switchMap(() => from(this.runs.get(person, id))),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile((run) => run.status === 'queued' || run.status === 'running', true),
      map((run) => ({ data: run })),
    );
  }
}
