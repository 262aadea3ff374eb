import { Injectable } from '@nestjs/common';
import type { SurveyDetail } from '@mingjian/contract/surveys';
import { SampledPlacesService, type SampledPlace } from '../distribution';
import { scopeOf, type Person } from '../identity';
import { Problem } from '../platform';
import { SurveysService } from '../surveys';

/** Which cells a person may print for, open a session in, or write to: an agency its cycles', a coordinator the school's. */
@Injectable()
export class FieldAccessService {
  constructor(
    private readonly surveys: SurveysService,
    private readonly places: SampledPlacesService,
  ) {}

  /** @throws Problem 404 `survey-not-found`, 404 `cell-unknown` when one of the cells is none of theirs */
  async cells(
    person: Person,
    surveyId: string,
    cellIds: readonly string[],
  ): Promise<{ survey: SurveyDetail; places: SampledPlace[] }> {
    const scope = scopeOf(person);
    const survey = await this.surveys.get(scope, surveyId);
    const found = await this.places.ofSurvey(surveyId, cellIds);
    const places =
      scope.kind === 'school' ? found.filter((place) => place.schoolCode === scope.schoolCode) : found;
    if (places.length !== new Set(cellIds).size) throw unknownCell();
    return { survey, places };
  }

  /** One cell whose codes may still be exchanged. @throws also Problem 409 `survey-state` */
  async cellInField(
    person: Person,
    surveyId: string,
    cellId: string,
  ): Promise<{ survey: SurveyDetail; place: SampledPlace }> {
    const { survey, places } = await this.cells(person, surveyId, [cellId]);
    const [place] = places;
    if (!place) throw unknownCell();
    if (survey.status === 'closed' || survey.publishedVersion === null) {
      throw new Problem(409, 'survey-state', {
        zh: '问卷尚未发布或已经结束，不能再发放作答码。',
        en: 'The survey is not published or already closed; no codes can be given out.',
      });
    }
    return { survey, place };
  }
}

function unknownCell(): Problem {
  return new Problem(404, 'cell-unknown', {
    zh: '样本中没有这个班级（或教师组）。',
    en: 'The sample has no such class or group of teachers.',
  });
}
