export { composeReport } from './compose-report';
export type { ReportMaterial } from './material';
export { ReportComments } from './report-comments.service';
export { ReportComposer } from './report-composer.service';
export { ReportEdits } from './report-edits.service';
export { ReportsModule } from './reports.module';
export { ReportsService, type AcceptedReport, type StoredReportFile } from './reports.service';
