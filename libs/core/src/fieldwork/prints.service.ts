import { Injectable } from '@nestjs/common';
import type { Paper, PrintSlips } from '@mingjian/contract/fieldwork';
import { inLanguage, type Language } from '@mingjian/contract/localized';
import { readCode } from '@mingjian/credential';
import { CyclesService } from '../cycles';
import { respondAddress } from '../distribution';
import { scopeOf, wholeCity, type Person } from '../identity';
import { Env, Problem, today } from '../platform';
import { RegistryService } from '../registry';
import { SchedulesService, SurveysService } from '../surveys';
import { FieldAccessService } from './field-access.service';
import { printNotice, printPoster, type Announced } from './print-poster';
import { printSlips } from './print-slips';
import { shanghaiMinute } from './shanghai-minute';

/** 印制: slips with their covers, posters, notices. Made in memory and handed on; nothing of it is kept. */
@Injectable()
export class PrintsService {
  constructor(
    private readonly access: FieldAccessService,
    private readonly surveys: SurveysService,
    private readonly schedules: SchedulesService,
    private readonly cycles: CyclesService,
    private readonly registry: RegistryService,
    private readonly env: Env,
  ) {}

  /** @throws Problem 422 `bad-code` naming the cell and place of what is no code; 404 as FieldAccessService */
  async slips(person: Person, surveyId: string, order: PrintSlips): Promise<Buffer> {
    const { survey, places } = await this.access.cells(
      person,
      surveyId,
      order.cells.map(({ cellId }) => cellId),
    );
    const names = new Map((await this.registry.counties()).map((county) => [county.code, county]));
    const codes = new Map(order.cells.map(({ cellId, codes }) => [cellId, codes]));
    const cells = places.map((place) => {
      const county = names.get(place.countyCode);
      const countyName = (order.language === 'en' ? county?.nameEn : county?.nameZh) ?? place.countyCode;
      const tokens = (codes.get(place.cellId) ?? []).map(
        (code, at) => readCode(code) ?? badCode(place.schoolName, at),
      );
      return { place, countyName, tokens };
    });
    const title = inLanguage(survey.title, order.language);
    return printSlips(cells, { title, link: respondAddress(this.env.publicUrl, surveyId) }, order.language);
  }

  /** @throws Problem 409 `no-open-link` where people need a code */
  async poster(
    person: Person,
    surveyId: string,
    kind: 'code' | 'open',
    paper: Paper,
    language: Language,
  ): Promise<Buffer> {
    const { survey, openLink } = await this.announced(person, surveyId, language);
    if (kind === 'open' && !openLink) throw noOpenLink();
    const link = kind === 'open' ? `${survey.link}#open` : survey.link;
    return printPoster({ ...survey, link }, kind, paper, language);
  }

  async notice(person: Person, surveyId: string, language: Language): Promise<Buffer> {
    const { survey, agency } = await this.announced(person, surveyId, language);
    return printNotice(survey, agency, today(), language);
  }

  private async announced(
    person: Person,
    surveyId: string,
    language: Language,
  ): Promise<{ survey: Announced; agency: string; openLink: boolean }> {
    const survey = await this.surveys.get(scopeOf(person), surveyId);
    const closesAt = await this.schedules.closesAt(surveyId);
    const cycle = await this.cycles.require(wholeCity, survey.cycleId);
    return {
      survey: {
        title: inLanguage(survey.title, language),
        cycle: inLanguage(cycle.title, language),
        link: respondAddress(this.env.publicUrl, surveyId),
        until: closesAt && shanghaiMinute(closesAt),
      },
      agency: cycle.agency?.name ?? '',
      openLink: survey.openLink,
    };
  }
}

function noOpenLink(): Problem {
  return new Problem(409, 'no-open-link', {
    zh: '这份问卷没有启用开放链接，不能印它的海报。',
    en: 'This survey has no open link, so there is no poster of it to print.',
  });
}

function badCode(school: string, at: number): never {
  throw new Problem(422, 'bad-code', {
    zh: `${school}的第 ${at + 1} 个作答码不完整，没有生成文件。`,
    en: `Code ${at + 1} of ${school} is not complete; no file was made.`,
  });
}
