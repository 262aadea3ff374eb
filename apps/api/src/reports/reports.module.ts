import { Module } from '@nestjs/common';
import { ReportsModule } from '@mingjian/core/reports';
import { ReportReviewController } from './report-review.controller';
import { ExportsController } from './exports.controller';
import { ReportsController } from './reports.controller';
import { VerificationController } from './verification.controller';

@Module({
  imports: [ReportsModule],
  controllers: [ExportsController, ReportsController, ReportReviewController, VerificationController],
})
export class ReportsApiModule {}
