import { Injectable } from '@nestjs/common';
import type { CarriedSurvey, ExchangeFormat, Loss } from '@mingjian/contract/surveys';
import { CyclesService } from '../cycles';
import { scopeOf, type Person, type Scope } from '../identity';
import { writeLss } from './exchange/lss-write';
import { readQuestionnaire } from './exchange/read-questionnaire';
import { writeSurveyJs } from './exchange/surveyjs-write';
import type { SurveyContent, WrittenSurvey } from './exchange/written-survey';
import { writeXlsForm } from './exchange/xlsform-write';
import { SurveyStore } from './survey-store.service';
import { VersionsService } from './versions.service';

const writers: Record<ExchangeFormat, (survey: SurveyContent) => WrittenSurvey | Promise<WrittenSurvey>> = {
  xlsform: writeXlsForm,
  lss: writeLss,
  surveyjs: writeSurveyJs,
};

/** 导入导出: questionnaires of other programs. Reading writes nothing; taking over is an edit like any other. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly cycles: CyclesService,
    private readonly store: SurveyStore,
    private readonly versions: VersionsService,
  ) {}

  /** @throws Problem 404 `cycle-unknown`, 422 `bad-questionnaire-file` */
  async read(
    person: Person,
    cycleId: string,
    file: { name: string; bytes: Uint8Array },
  ): Promise<CarriedSurvey> {
    await this.cycles.require(scopeOf(person), cycleId);
    return readQuestionnaire(file.name, file.bytes);
  }

  /** The survey as it stands, or one of its versions. @throws Problem 404 `survey-not-found`, `version-not-found` */
  async write(
    scope: Scope,
    surveyId: string,
    format: ExchangeFormat,
    versionId: string | null,
  ): Promise<WrittenSurvey> {
    const survey = await this.store.require(scope, surveyId);
    const content = versionId === null ? survey : await this.versions.get(scope, versionId);
    const written = await writers[format](content);
    return { ...written, fileName: written.fileName.replace('survey', `survey-${survey.audience}`) };
  }

  /** What that file cannot hold. */
  async losses(
    scope: Scope,
    surveyId: string,
    format: ExchangeFormat,
    versionId: string | null,
  ): Promise<Loss[]> {
    return (await this.write(scope, surveyId, format, versionId)).losses;
  }
}
