import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AggregationModule } from '../aggregation';
import { CyclesModule } from '../cycles';
import { DistributionModule } from '../distribution';
import { IdentityModule } from '../identity';
import { IndicatorsModule } from '../indicators';
import { RegistryModule } from '../registry';
import { SurveysModule } from '../surveys';
import { ReportAccess } from './report-access.service';
import { ReportComments } from './report-comments.service';
import { EarlierYears } from './earlier-years.service';
import { ExportsService } from './exports.service';
import { ReportComposer } from './report-composer.service';
import { QuotationRelease } from './report-quotations.service';
import { ReportEdits } from './report-edits.service';
import { ReportFiles } from './report-files.service';
import { ReportReview } from './report-review.service';
import { reportFileSchema, reportSchema } from './reports.schema';
import { ReportsService } from './reports.service';
import { SamplingReports } from './sampling-report.service';

@Module({
  imports: [
    IdentityModule,
    RegistryModule,
    CyclesModule,
    IndicatorsModule,
    SurveysModule,
    AggregationModule,
    DistributionModule,
    MongooseModule.forFeature([
      { name: 'Report', schema: reportSchema, collection: 'reports' },
      { name: 'ReportFile', schema: reportFileSchema, collection: 'reportFiles' },
    ]),
  ],
  providers: [
    ReportAccess,
    ReportFiles,
    ReportsService,
    ReportReview,
    ReportComments,
    ReportEdits,
    QuotationRelease,
    EarlierYears,
    ReportComposer,
    ExportsService,
    SamplingReports,
  ],
  exports: [
    ReportsService,
    ReportReview,
    ReportComments,
    ReportEdits,
    QuotationRelease,
    ReportComposer,
    ExportsService,
    SamplingReports,
  ],
})
export class ReportsModule {}
