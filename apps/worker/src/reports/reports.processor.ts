import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { composeReport, renderReport } from '@mingjian/contract/jobs';
import { RunWork } from '@mingjian/core/aggregation';
import { Processes } from '@mingjian/core/platform';
import { ReportComposer } from '@mingjian/core/reports';
import type { z } from 'zod';

/** How often the worker looks for files that are due, as after Redis lost its data. */
const RESUME_MILLISECONDS = 30_000;

@Injectable()
export class ReportsProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Reports');
  private timer: NodeJS.Timeout | undefined;

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

  onApplicationBootstrap(): void {
    const resume = () =>
      this.composer
        .resume()
        .catch((error: unknown) => this.logger.error(`cannot look for files that are due: ${String(error)}`));
    void resume();
    this.timer = setInterval(() => void resume(), RESUME_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
