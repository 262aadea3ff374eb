import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportSummary, type ReportSummary } from '@mingjian/contract/reports';
import { CITY_CODE } from '@mingjian/core/registry';
import { z } from 'zod';
import type { Doors } from './doors';

/**
 * The agency submits ten reports, the office comments on one and returns another with a reason, the agency submits that
 * again, and the office accepts all.
 */
export async function reviewReports(agency: Doors, office: Doors, cycleId: string): Promise<ReportSummary[]> {
  const list = (doors: Doors) => doors.get(`/cycles/${cycleId}/reports`, z.array(reportSummary));
  const drafts = (await list(agency)).filter((report) => report.status !== 'accepted');
  for (const report of drafts) await agency.say('POST', `/reports/${report.id}/submit`, {});
  const [first, second] = drafts;
  if (first)
    await office.say('POST', `/reports/${first.id}/comments`, {
      blockId: null,
      text: '请在定稿前核对问题部分的表述，其余无意见。',
    });
  if (second) {
    await office.say('POST', `/reports/${second.id}/return`, {
      reason: '请补充说明问卷回收率偏低的学校类型，核对后重新提交。',
    });
    const [again] = (await list(agency)).filter((report) => report.countyCode === second.countyCode);
    await agency.say('POST', `/reports/${again?.id ?? second.id}/submit`, {});
  }
  for (const report of await list(office))
    if (report.status === 'submitted') await office.say('POST', `/reports/${report.id}/accept`, {});
  return list(office);
}

/** Writes the files of each county's report into a folder of its own, those of the city's into `city`. */
export async function downloadReports(
  office: Doors,
  reports: readonly ReportSummary[],
  out: string,
): Promise<void> {
  for (const report of reports) {
    const folder = join(out, report.countyCode === CITY_CODE ? 'city' : report.countyCode);
    await mkdir(folder, { recursive: true });
    for (const format of ['pdf', 'docx', 'xlsx', 'html', 'json']) {
      const bytes = await office.download(`/reports/${report.id}/files/${format}?lang=zh-CN`);
      await writeFile(join(folder, `report.${format}`), bytes);
    }
  }
}
