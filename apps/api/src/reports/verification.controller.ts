import { Controller, Get, Param } from '@nestjs/common';
import { checkValue, type RecordedReport } from '@mingjian/contract/reports';
import { Everyone } from '@mingjian/core/identity';
import { ReportsService } from '@mingjian/core/reports';

/** For everyone who holds a report: whether it is the one on record. */
@Controller('verify')
@Everyone()
export class VerificationController {
  constructor(private readonly reports: ReportsService) {}

  @Get(':hash')
  onRecord(@Param('hash', { schema: checkValue }) hash: string): Promise<RecordedReport> {
    return this.reports.onRecord(hash);
  }
}
