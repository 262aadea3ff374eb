import type { RunDocument, ResultDocument } from '../aggregation/aggregation.schema';
import type { ReportDocument } from '../reports/reports.schema';
import { canonicalHash } from '../platform';
import type { Upgrade } from './upgrade';

/**
 * Results had no distributions, importance, gaps or plan, and reports could not be looked up by the hash that their
 * files carry. What was published stays as it was, hashes included: the new fields stand beside it, empty where only a
 * new run could fill them.
 */
export const recordedResults: Upgrade = {
  id: '2026-11-recorded-results',
  async run({ db }) {
    await db
      .collection<RunDocument>('runs')
      .updateMany({ wantsReports: { $exists: false } }, { $set: { wantsReports: true } });
    const results = await db
      .collection<ResultDocument>('results')
      .updateMany(
        { distributions: { $exists: false } },
        { $set: { plan: null, distributions: [], importance: [], gaps: [] } },
      );
    const reports = db.collection<ReportDocument>('reports');
    let recorded = 0;
    for await (const report of reports.find({ modelHash: { $exists: false } })) {
      const comments = report.comments.map((comment) => ({ ...comment, replyTo: null, resolved: null }));
      await reports.updateOne(
        { _id: report._id },
        {
          $set: {
            modelHash: canonicalHash(report.model),
            rendered: true,
            quotationsReleased: false,
            comments,
          },
        },
      );
      recorded += 1;
    }
    if (results.modifiedCount + recorded === 0) return null;
    return {
      said: {
        zh: `${results.modifiedCount} 项结果和 ${recorded} 份报告按原样保留（数字与校验值不变）；作答分布、重要性和群体差异要在新的运行之后才有`,
        en: `results and reports are kept as they were, numbers and hashes alike (${results.modifiedCount} and ${recorded}); distributions, importance and group gaps come with a new run`,
      },
      detail: { results: results.modifiedCount, reports: recorded },
    };
  },
};
