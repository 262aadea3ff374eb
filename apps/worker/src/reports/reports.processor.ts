import { Injectable } from '@nestjs/common';
import { composeReport, renderReport } from '@mingjian/contract/jobs';
import { RunWork } from '@mingjian/core/aggregation';
import { Processes, Watches } from '@mingjian/core/platform';
import { ReportComposer } from '@mingjian/core/reports';
import type { z } from 'zod';

@Injectable()
export class ReportsProcessor {
  constructor(
    private readonly composer: ReportComposer,
    private readonly runs: RunWork,
  ) {}

  /** Compiling runs in a process of its own, so the lock of this job is renewed meanwhile. */
  @Processes(composeReport)
  async compose({ runId, countyCode }: z.infer<typeof composeReport.payload>): Promise<void> {
    await this.composer.composeForRun(runId, countyCode);
    await this.runs.reportComposed(runId, countyCode);
  }

  @Processes(renderReport)
  async render({ reportId, revision }: z.infer<typeof renderReport.payload>): Promise<void> {
    await this.composer.renderAgain(reportId, revision);
  }

  @Watches(30_000)
  async resume(): Promise<void> {
    await this.composer.resume();
  }
}
