import { Injectable } from '@nestjs/common';
import type { CoachingReports, Progress } from '@mingjian/contract/fieldwork';
import { CyclesService } from '../cycles';
import { SampledPlacesService, shownCount, SigningKeysService } from '../distribution';
import { scopeOf, type Person } from '../identity';
import { ResponsesService } from '../responses';
import { SurveysService } from '../surveys';
import { DailyCountsService } from './daily-counts.service';
import { progressRows } from './progress-rows';

/** 回收进度 for the agency and the office: by day, in steps of ten while people answer, and who lags. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly places: SampledPlacesService,
    private readonly counts: DailyCountsService,
    private readonly responses: ResponsesService,
    private readonly keys: SigningKeysService,
  ) {}

  async progress(person: Person, cycleId: string): Promise<Progress> {
    await this.cycles.require(scopeOf(person), cycleId);
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const places = (await Promise.all(surveys.map(({ id }) => this.places.ofSurvey(id)))).flat();
    const { day, byCell } = await this.counts.of(cycleId);
    const closed = surveys.flatMap(({ id, status }) => (status === 'closed' ? [id] : []));
    const counts = await this.responses.countsByMode(surveys.map(({ id }) => id));
    const modes = surveys.flatMap(({ id, audience, status }) => {
      const of = counts.get(id);
      if (!of) return [];
      const shown = (n: number) => shownCount(n, status === 'closed');
      const { online, open, paper, assisted } = of;
      return [
        {
          audience,
          online: shown(online),
          open: shown(open),
          paper: shown(paper),
          assisted: shown(assisted),
        },
      ];
    });
    const stated = surveys.map(async ({ id: surveyId, audience, status }) => {
      return { surveyId, audience, status, keyListHash: await this.keys.listHash(surveyId) };
    });
    return {
      day,
      surveys: await Promise.all(stated),
      modes,
      ...progressRows(places, byCell, new Set(closed)),
    };
  }

  async coaching(person: Person, cycleId: string): Promise<CoachingReports> {
    await this.cycles.require(scopeOf(person), cycleId);
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const audiences = new Map(surveys.map(({ id, audience }) => [id, audience]));
    const reports = await this.responses.coachingReportsOf([...audiences.keys()]);
    return reports.flatMap((report) => {
      const audience = audiences.get(report.surveyId);
      return audience ? [{ ...report, audience }] : [];
    });
  }
}
