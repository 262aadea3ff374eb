import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ReportDetail } from '@mingjian/contract/reports';
import type { Connection, Model } from 'mongoose';
import { AuditService, type Person } from '../identity';
import { editConflict, inTransaction, Problem } from '../platform';
import { ReportAccess } from './report-access.service';
import { ReportFiles } from './report-files.service';
import { alreadyAccepted, detailOf, wrongState } from './report-views';
import type { ReportDocument } from './reports.schema';
import { afterReview, isOpen, type ReviewAction } from './review-states';
import { staleParagraphs } from './review-threads';

/** 审核: a report's way from the agency to the office and back, until it is accepted. */
@Injectable()
export class ReportReview {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly access: ReportAccess,
    private readonly files: ReportFiles,
    private readonly audit: AuditService,
  ) {}

  /** Agency: draft or returned → submitted. @throws Problem 409 `report-state`, `report-accepted`, `edit-conflict` */
  submit(person: Person, id: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'submit', null, revision);
  }

  /** Office: submitted → returned, with a reason. @throws as `submit` */
  returnForChanges(person: Person, id: string, reason: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'return', reason, revision);
  }

  /** Office: submitted → accepted. Model and files are checked against their hash, which is frozen. @throws as `submit` */
  accept(person: Person, id: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'accept', null, revision);
  }

  private async move(
    person: Person,
    id: string,
    action: ReviewAction,
    reason: string | null,
    seen: number | undefined,
  ): Promise<ReportDetail> {
    await this.access.require(person, id);
    const after = await inTransaction(this.connection, async (session) => {
      const before = await this.access.read(id, session);
      if (!isOpen(before.status)) throw alreadyAccepted(before);
      if (seen !== undefined && seen !== before.revision)
        throw editConflict(before.changedBy, before.changedAt);
      const status = afterReview(before.status, action);
      if (status === null) throw wrongState(before.status);
      if (action !== 'return') requireReady(before);
      if (action === 'accept') await this.files.verify(before);
      const changedAt = new Date();
      const at = changedAt.toISOString();
      const change = {
        status,
        revision: before.revision + 1,
        changedBy: person.name,
        changedAt,
        history: [...before.history, { at, actor: person.name, from: before.status, to: status, reason }],
        submittedAt: action === 'submit' ? at : before.submittedAt,
        ...(action === 'accept' ? { acceptedAt: at, acceptedBy: person.name } : {}),
      };
      await this.reports.updateOne({ _id: id, revision: before.revision }, { $set: change }, { session });
      const detail = { countyCode: before.countyCode, version: before.version, hash: before.hash, reason };
      await this.audit.record(
        { actor: person.email, action: `report.${action}`, subject: id, detail },
        session,
      );
      return { ...before, ...change };
    });
    return detailOf(after, await this.access.versionsOf(person, after));
  }
}

/** Files must be those of the words, and nobody's words may stand on numbers that have changed. */
function requireReady({ rendered, model }: ReportDocument): void {
  if (!rendered)
    throw new Problem(
      409,
      'report-rendering',
      {
        zh: '刚刚修改过文字，正在重新生成文件，请过几秒再试。',
        en: 'The words were just changed and the files are being made again; try again in a few seconds.',
      },
      [],
      5,
    );
  const stale = staleParagraphs(model.blocks);
  if (stale.length > 0)
    throw new Problem(
      409,
      'paragraphs-stale',
      {
        zh: `有 ${stale.length} 个人工修改过的段落，其中的数值已经变化。请逐段核对并重新保存后再提交。`,
        en: `${stale.length} edited paragraphs stand on numbers that have changed. Read and save each of them before going on.`,
      },
      stale.map((blockId) => ({
        field: blockId,
        rule: 'stale-paragraph',
        message: { zh: '段落中的数值已经变化。', en: 'The numbers under this paragraph have changed.' },
      })),
    );
}
