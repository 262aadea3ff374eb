import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { AddComment, ReportComment } from '@mingjian/contract/reports';
import type { Connection, Model } from 'mongoose';
import { AuditService, type Person } from '../identity';
import { inTransaction, Problem } from '../platform';
import { ReportAccess } from './report-access.service';
import { alreadyAccepted } from './report-views';
import type { ReportDocument } from './reports.schema';
import { isOpen } from './review-states';

/** 审核意见: threads on a paragraph, a figure, a table or the whole; what is accepted takes no more. */
@Injectable()
export class ReportComments {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly access: ReportAccess,
    private readonly audit: AuditService,
  ) {}

  /**
   * Opens a thread or answers in one; an answer reopens it.
   *
   * @throws Problem 409 `report-accepted`, 422 `block-unknown` or `thread-unknown`
   */
  async add(person: Person, id: string, { blockId, text, replyTo }: AddComment): Promise<ReportComment> {
    await this.access.require(person, id);
    const comment: ReportComment = {
      id: randomUUID(),
      blockId,
      author: person.name,
      text,
      at: new Date().toISOString(),
      replyTo,
      resolved: null,
    };
    await this.change(person, id, 'report.comment', { comment: comment.id, blockId, replyTo }, (report) => {
      const opening = replyTo === null ? null : openingOf(report, replyTo);
      if (opening) comment.blockId = opening.blockId;
      else if (blockId !== null && !hasBlock(report, blockId)) throw unknownBlock();
      const others = report.comments.map((each) =>
        each.id === replyTo ? { ...each, resolved: null } : each,
      );
      return [...others, comment];
    });
    return comment;
  }

  /** Marks a thread as settled, or as open again. @throws Problem 409 `report-accepted`, 422 `thread-unknown` */
  async resolve(person: Person, id: string, commentId: string, resolved: boolean): Promise<ReportComment> {
    await this.access.require(person, id);
    const mark = resolved ? { by: person.name, at: new Date().toISOString() } : null;
    const action = resolved ? 'report.resolve' : 'report.reopen';
    let changed: ReportComment | undefined;
    await this.change(person, id, action, { comment: commentId }, (report) => {
      changed = { ...openingOf(report, commentId), resolved: mark };
      return report.comments.map((each) => (each.id === commentId && changed ? changed : each));
    });
    return changed as ReportComment;
  }

  private async change(
    person: Person,
    id: string,
    action: string,
    detail: Record<string, unknown>,
    comments: (report: ReportDocument) => ReportComment[],
  ): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      const report = await this.access.read(id, session);
      if (!isOpen(report.status)) throw alreadyAccepted(report);
      await this.reports.updateOne({ _id: id }, { $set: { comments: comments(report) } }, { session });
      await this.audit.record({ actor: person.email, action, subject: id, detail }, session);
    });
  }
}

function openingOf({ comments }: ReportDocument, id: string): ReportComment {
  const found = comments.find((comment) => comment.id === id && comment.replyTo === null);
  if (!found)
    throw new Problem(422, 'thread-unknown', {
      zh: '没有这条审核意见，可能页面已过时，请刷新后再试。',
      en: 'There is no such thread; the page may be out of date, reload it.',
    });
  return found;
}

const hasBlock = ({ model }: ReportDocument, blockId: string) =>
  model.blocks.some((block) => 'id' in block && block.id === blockId);

const unknownBlock = () =>
  new Problem(422, 'block-unknown', {
    zh: '评论所指的段落、图或表不在本报告中。',
    en: 'The paragraph, figure or table of the comment is not in this report.',
  });
