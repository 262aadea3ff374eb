import type { IndicatorSheet } from '@mingjian/contract/indicators';
import type { ReportModel } from '@mingjian/contract/reports';
import { composeOverview } from './compose-overview';
import { composeReport } from './compose-report';

/**
 * The report that the results, counts and values of a county's model give, as this code composes it: what somebody who
 * trusts only the numbers would print. Words of people stay out, and so do edits.
 */
export function recomposeReport(model: ReportModel): ReportModel {
  return composeReport({ ...materialOf(model), county: model.county, quotations: [] });
}

/**
 * The city's report from the counties' own.
 * @param model says who made it and when
 * @param counties models of their reports, in any order
 */
export function recomposeOverview(model: ReportModel, counties: readonly ReportModel[]): ReportModel {
  return composeOverview({
    ...materialOf(model),
    counties: counties.map(({ county }) => county),
    results: counties.flatMap(({ results }) => results),
    sheet: {
      year: model.year,
      indicators: counties[0]?.indicators ?? [],
      values: counties.flatMap(({ indicatorValues }) => indicatorValues),
    },
  });
}

function materialOf(model: ReportModel) {
  const { agency, composedOn, fieldworkUntil, weightingPlan, items, results, previous, earlier, opinions } =
    model;
  const sheet: IndicatorSheet = {
    year: model.year,
    indicators: model.indicators,
    values: model.indicatorValues,
  };
  const cycle = { year: model.year, title: model.cycleTitle };
  return {
    cycle,
    agency,
    composedOn,
    fieldworkUntil,
    weightingPlan,
    items,
    results,
    previous,
    earlier,
    opinions,
    sheet,
  };
}
