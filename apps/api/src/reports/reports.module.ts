import { Module } from '@nestjs/common';
import { ReportsModule } from '@mingjian/core/reports';
import { ReportReviewController } from './report-review.controller';
import { ExportsController } from './exports.controller';
import { ReportsController } from './reports.controller';
import { SamplingReportController } from './sampling-report.controller';
import { VerificationController } from './verification.controller';

@Module({
  imports: [ReportsModule],
  controllers: [
    ExportsController,
    ReportsController,
    ReportReviewController,
    SamplingReportController,
    VerificationController,
  ],
})
export class ReportsApiModule {}
