export { composeReport } from './compose-report';
export type { ReportMaterial } from './material';
export { ReportComposer } from './report-composer.service';
export { ReportsModule } from './reports.module';
export { ReportsService, type AcceptedReport, type StoredReportFile } from './reports.service';
