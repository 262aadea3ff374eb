import { Module } from '@nestjs/common';
import { ReportsModule } from '@mingjian/core/reports';
import { ReportReviewController } from './report-review.controller';
import { ReportsController } from './reports.controller';
import { VerificationController } from './verification.controller';

@Module({
  imports: [ReportsModule],
  controllers: [ReportsController, ReportReviewController, VerificationController],
})
export class ReportsApiModule {}
