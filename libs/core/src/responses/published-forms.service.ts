import { Injectable } from '@nestjs/common';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import { compileValidation, type CompiledValidation } from '@mingjian/questionnaire';
import { SurveysService } from '../surveys';

/** A published version with its compiled check. */
export interface PublishedForm {
  version: SurveyVersion;
  /** Names of its questions, as the phone times them. */
  questions: ReadonlySet<string>;
  validate: CompiledValidation['validate'];
}

const mostKept = 200;

/**
 * Versions that this process has compiled, by id. A version never changes, so nothing ever goes stale; whether its
 * survey is open is asked each time.
 */
@Injectable()
export class PublishedFormsService {
  private readonly kept = new Map<string, Promise<PublishedForm>>();

  constructor(private readonly surveys: SurveysService) {}

  /** @throws Problem 404 `survey-not-found` */
  get(versionId: string): Promise<PublishedForm> {
    const known = this.kept.get(versionId);
    if (known) return known;
    const compiling = this.compile(versionId);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(versionId, compiling);
    compiling.catch(() => this.kept.delete(versionId));
    return compiling;
  }

  private async compile(versionId: string): Promise<PublishedForm> {
    const version = await this.surveys.version(versionId);
    const { validate, names } = compileValidation(version.json);
    return { version, questions: names, validate };
  }
}
