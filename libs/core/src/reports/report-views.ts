import type { MilestoneFact } from '../cycles';
import { completeModel, type ReportDetail, type ReportSummary } from '@mingjian/contract/reports';
import { Problem, today } from '../platform';
import { CITY_CODE } from '../registry';
import type { ReportDocument } from './reports.schema';
import { openThreads, staleParagraphs } from './review-threads';

/** What a list reads of a report: everything but its model, of which only the marks of its edits. */
export const listed = [
  'cycleId countyCode version runId status hash revision files rendered headline comments',
  'submittedAt acceptedAt acceptedBy model.blocks.kind model.blocks.id model.blocks.edited.stale',
].join(' ');

export function summaryOf(document: ReportDocument): ReportSummary {
  const { _id, cycleId, countyCode, version, status, hash, runId, revision, files, headline } = document;
  const { rendered, submittedAt, acceptedAt, acceptedBy } = document;
  return {
    id: _id,
    cycleId,
    countyCode,
    version,
    status,
    hash,
    runId,
    revision,
    files,
    rendered,
    open: {
      staleParagraphs: staleParagraphs(document.model.blocks).length,
      threads: openThreads(document.comments),
    },
    headline,
    submittedAt,
    acceptedAt,
    acceptedBy,
  };
}

/** @param versions of the same county and cycle that the reader may see, latest first */
export function detailOf(
  document: ReportDocument,
  versions: readonly Pick<ReportDocument, '_id' | 'version' | 'status'>[],
): ReportDetail {
  const { model, comments, history } = document;
  return {
    ...summaryOf(document),
    model: completeModel(model),
    comments,
    history,
    versions: versions.map(({ _id, version, status }) => ({ id: _id, version, status })),
  };
}

/** Of each county the latest version; what people read side by side. */
export function latestOfEach<Report extends Pick<ReportDocument, 'countyCode' | 'version'>>(
  reports: readonly Report[],
): Report[] {
  const latest = new Map<string, Report>();
  for (const report of reports)
    if (report.version > (latest.get(report.countyCode)?.version ?? 0)) latest.set(report.countyCode, report);
  return [...latest.values()].sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
}

/**
 * What the reports say about the milestones `monitoringReport` and `review`: a county has reached them when its first report
 * was submitted, and accepted. A correction or a new run begins another version and takes nothing back; a report that was
 * returned is not submitted until it is again.
 */
export function milestonesOf(
  reports: readonly Pick<ReportDocument, 'countyCode' | 'status' | 'submittedAt' | 'acceptedAt'>[],
): MilestoneFact[] {
  const counties = [...new Set(reports.map(({ countyCode }) => countyCode))].filter(
    (code) => code !== CITY_CODE,
  );
  const first = (days: (string | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;
  return counties.flatMap((countyCode): MilestoneFact[] => {
    const own = reports.filter((each) => each.countyCode === countyCode);
    const submittedAt = first(
      own.filter(({ status }) => status !== 'returned').map((each) => each.submittedAt),
    );
    const acceptedAt = first(own.map((each) => each.acceptedAt));
    const fact = (key: MilestoneFact['key'], at: string | null): MilestoneFact => ({
      countyCode,
      key,
      state: at === null ? 'active' : 'done',
      doneOn: at === null ? null : today(new Date(at)),
    });
    return [
      fact('monitoringReport', submittedAt),
      ...(submittedAt === null ? [] : [fact('review', acceptedAt)]),
    ];
  });
}

const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Accepted is the end: told to whoever submits, returns, accepts or comments afterwards. */
export function alreadyAccepted({ acceptedBy, acceptedAt }: ReportDocument): Problem {
  const at = acceptedAt === null ? '' : minute.format(new Date(acceptedAt));
  return new Problem(409, 'report-accepted', {
    zh: `${acceptedBy ?? ''}已于 ${at} 接受本报告，报告已锁定；如需更正，请说明原因并建立新版本。`,
    en: `${acceptedBy ?? ''} accepted this report at ${at}; it is locked. A correction needs a new version, with its reason.`,
  });
}

const stateNames: Record<ReportDocument['status'], { zh: string; en: string }> = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  returned: { zh: '已退回', en: 'returned' },
  accepted: { zh: '已接受', en: 'accepted' },
};

export function wrongState(status: ReportDocument['status']): Problem {
  const name = stateNames[status];
  return new Problem(409, 'report-state', {
    zh: `本报告当前为“${name.zh}”状态，不能进行此操作；请刷新后查看。`,
    en: `This report is ${name.en}; this cannot be done now. Reload to see its state.`,
  });
}

export function unknownReport(): Problem {
  return new Problem(404, 'report-unknown', { zh: '没有这份报告。', en: 'There is no such report.' });
}
