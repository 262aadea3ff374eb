import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Problem } from '../platform';
import { reportHash, sha256Of, type RenderedFile } from './report-files';
import type { ReportDocument, ReportFileDocument } from './reports.schema';

/** The rendered files of reports, each stored under its SHA-256: what is handed out or frozen is what was hashed. */
@Injectable()
export class ReportFiles {
  constructor(
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    @InjectModel('ReportFile') private readonly files: Model<ReportFileDocument>,
  ) {}

  async keep(files: readonly RenderedFile[]): Promise<void> {
    for (const { sha256, bytes } of files)
      await this.files.updateOne({ _id: sha256 }, { $setOnInsert: { bytes } }, { upsert: true });
  }

  /** @throws Problem 500 `report-file-damaged` when the stored bytes are not those that were hashed */
  async bytesOf(sha256: string): Promise<Buffer> {
    const file = await this.files.findById(sha256);
    if (!file || sha256Of(file.bytes) !== sha256) throw damaged();
    return file.bytes;
  }

  /** That a report and all its files are what was hashed when it was composed. @throws Problem 500 `report-file-damaged` */
  async verify(report: ReportDocument): Promise<void> {
    for (const { sha256 } of report.files) await this.bytesOf(sha256);
    if (reportHash(report.model, report.files) !== report.hash) throw damaged();
  }

  /** Drops those that no report shows any more. */
  async forget(hashes: readonly string[]): Promise<void> {
    for (const sha256 of hashes)
      if (!(await this.reports.exists({ 'files.sha256': sha256 })))
        await this.files.deleteOne({ _id: sha256 });
  }
}

function damaged(): Problem {
  return new Problem(500, 'report-file-damaged', {
    zh: '存储的报告与生成时的校验值不符，已停止操作。请联系管理员并由新的运行重新生成。',
    en: 'The stored report does not match the hash of its composition; nothing was done. Tell the administrator and compose it again by a new run.',
  });
}
