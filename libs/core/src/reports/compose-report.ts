import type { ReportModel } from '@mingjian/contract/reports';
import { changeSection } from './change-section';
import { groupSection } from './group-section';
import { indicatorSection } from './indicator-section';
import { resultsInOrder, type ReportMaterial } from './material';
import { methodsSection } from './methods-section';
import { openLinkSection } from './open-link-section';
import { opinionSection } from './opinion-section';
import { problemSection } from './problem-section';
import { qualitySection } from './quality-section';
import { satisfactionSection } from './satisfaction-section';
import { summarySection } from './summary-section';
import { surveySection } from './survey-section';
import { trendSection } from './trend-section';

/**
 * Composes a county's monitoring report: sentences and tables chosen by rules from the numbers, the numbers themselves
 * as references. The same material gives the same model. Sections for which there is nothing are left out.
 */
export function composeReport(material: ReportMaterial): ReportModel {
  const { county, cycle, sheet } = material;
  return {
    title: {
      zh: `${county.nameZh}${cycle.year}年教育工作第三方监测报告`,
      en: `${county.nameEn}: Third-party Monitoring Report on Education ${cycle.year}`,
    },
    county: { code: county.code, nameZh: county.nameZh, nameEn: county.nameEn },
    year: sheet.year,
    agency: material.agency,
    cycleTitle: cycle.title,
    composedOn: material.composedOn,
    fieldworkUntil: material.fieldworkUntil,
    weightingPlan: material.weightingPlan,
    items: material.items,
    blocks: [
      ...summarySection(material),
      ...surveySection(material),
      ...satisfactionSection(material),
      ...groupSection(material),
      ...changeSection(material),
      ...trendSection(material),
      ...opinionSection(material),
      ...openLinkSection(material),
      ...indicatorSection(material),
      ...problemSection(material),
      ...qualitySection(material),
      ...methodsSection(material),
    ],
    results: resultsInOrder(material.results),
    previous: material.previous,
    earlier: material.earlier,
    opinions: material.opinions,
    comparison: null,
    indicators: sheet.indicators,
    indicatorValues: sheet.values.filter((value) => value.countyCode === county.code),
  };
}
