import { Injectable } from '@nestjs/common';
import type { CoachingReports, Progress } from '@mingjian/contract/fieldwork';
import { CyclesService } from '../cycles';
import { SampledPlacesService, SamplesService, shownCount, SigningKeysService } from '../distribution';
import { scopeOf, type Person } from '../identity';
import { CoachingReportsService, StoredAnswersService } from '../responses';
import { OpenLinkTermsService, SurveysService } from '../surveys';
import { DailyCountsService } from './daily-counts.service';
import { openRows, progressRows } from './progress-rows';

/** 回收进度 for the agency and the office: by day, in steps of ten while people answer, and who lags. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly terms: OpenLinkTermsService,
    private readonly samples: SamplesService,
    private readonly places: SampledPlacesService,
    private readonly counts: DailyCountsService,
    private readonly responses: StoredAnswersService,
    private readonly reported: CoachingReportsService,
    private readonly keys: SigningKeysService,
  ) {}

  async progress(person: Person, cycleId: string): Promise<Progress> {
    await this.cycles.require(scopeOf(person), cycleId);
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const places = (await Promise.all(surveys.map(({ id }) => this.places.ofSurvey(id)))).flat();
    const { day, byCell, received } = await this.counts.of(cycleId);
    const assumedRate =
      places.length === 0
        ? 0
        : (await this.samples.ofCycle(scopeOf(person), cycleId)).plan.assumptions.responseRate;
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
    const linked = await Promise.all(
      surveys.map(async ({ id, audience, status }) => {
        const { quotas } = await this.terms.of(id);
        return [id, { audience, closed: status === 'closed', quotas }] as const;
      }),
    );
    return {
      day,
      surveys: await Promise.all(stated),
      modes,
      open: openRows(received, new Map(linked)),
      ...progressRows(places, byCell, new Set(closed), assumedRate),
    };
  }

  async coaching(person: Person, cycleId: string): Promise<CoachingReports> {
    await this.cycles.require(scopeOf(person), cycleId);
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const audiences = new Map(surveys.map(({ id, audience }) => [id, audience]));
    const reports = await this.reported.ofSurveys([...audiences.keys()]);
    return reports.flatMap((report) => {
      const audience = audiences.get(report.surveyId);
      return audience ? [{ ...report, audience }] : [];
    });
  }
}
