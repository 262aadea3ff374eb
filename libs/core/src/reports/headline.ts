import type { ReportModel, ReportSummary } from '@mingjian/contract/reports';
import { audience as audiences } from '@mingjian/contract/surveys';
import { cityStanding } from '../documents';
import { estimateOf, overallId } from './material';

/** The overall index of each audience: of the county, or of the city that its report puts together. */
export function headlineOf(model: ReportModel): ReportSummary['headline'] {
  if (!model.comparison)
    return model.results.map((result) => ({
      audience: result.audience,
      estimate: estimateOf(result, overallId) ?? null,
    }));
  return audiences.options.flatMap((audience) => {
    const { whole } = cityStanding(model, audience, overallId);
    if (!whole) return [];
    const { estimate, se, df, ci, n } = whole;
    return [
      {
        audience,
        estimate: {
          ...({ id: overallId, measure: 'index', scope: 'audience', key: '', cut: '', group: '' } as const),
          ...{ estimate, se, ci: [ci[0], ci[1]] as [number, number], n },
          df: Number.isFinite(df) ? df : null,
          ...{ deff: null, suppressed: false, reason: null },
        },
      },
    ];
  });
}
