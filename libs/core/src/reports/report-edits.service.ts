import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { renderReport } from '@mingjian/contract/jobs';
import type { EditableParagraph, EditParagraph, ReportDetail } from '@mingjian/contract/reports';
import type { Connection, Model } from 'mongoose';
import { marksOf, resolverOf } from '../documents';
import { AuditService, type Person } from '../identity';
import { canonicalHash, editConflict, inTransaction, JobSender, Problem } from '../platform';
import { printedParagraph, templateOf, valuesOf, withEdit, type Paragraph } from './paragraph-edit';
import { ReportAccess } from './report-access.service';
import { alreadyAccepted, detailOf, wrongState } from './report-views';
import type { ReportDocument } from './reports.schema';
import { isEditable } from './review-states';

/** 修改报告文字: the agency writes words, never numbers; an accepted report is corrected in a new version. */
@Injectable()
export class ReportEdits {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly access: ReportAccess,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
  ) {}

  /** A paragraph as it is edited. @throws Problem 404 `report-unknown`, 422 `block-unknown` */
  async paragraph(person: Person, id: string, blockId: string): Promise<EditableParagraph> {
    const { model } = await this.access.require(person, id);
    const paragraph = paragraphOf(model.blocks, blockId);
    const values = valuesOf(paragraph);
    const [zh, en] = [resolverOf(model, 'zh-CN'), resolverOf(model, 'en')];
    const { inlines, edited } = paragraph;
    const template = (side: 'zh' | 'en', from: typeof inlines) => templateOf(from, values, side);
    return {
      blockId,
      generated: { zh: template('zh', inlines), en: template('en', inlines) },
      current: { zh: template('zh', edited?.zh ?? inlines), en: template('en', edited?.en ?? inlines) },
      values: values.map((ref, index) => ({
        number: index + 1,
        text: { zh: zh(ref).text, en: en(ref).text },
        ref,
      })),
      edited: edited && marksOf(edited),
    };
  }

  /**
   * Writes a paragraph, or gives it back to what is generated. The files follow in some seconds.
   *
   * @throws Problem 409 `edit-conflict`, `report-state` or `report-accepted`, 422 `block-unknown` or
   *   `paragraph-invalid` with a fault for each placeholder that names no value
   */
  async edit(person: Person, id: string, blockId: string, input: EditParagraph): Promise<ReportDetail> {
    await this.access.require(person, id);
    const after = await inTransaction(this.connection, async (session) => {
      const before = await this.access.read(id, session);
      if (before.status === 'accepted') throw alreadyAccepted(before);
      if (!isEditable(before.status)) throw wrongState(before.status);
      if (before.revision !== input.revision) throw editConflict(before.changedBy, before.changedAt);
      const old = paragraphOf(before.model.blocks, blockId);
      const changedAt = new Date();
      const { paragraph, faults } = withEdit(before.model, old, input, person.name, changedAt.toISOString());
      if (faults.length > 0) throw invalidParagraph(faults);
      const blocks = before.model.blocks.map((block) => (block === old ? paragraph : block));
      const change = {
        model: { ...before.model, blocks },
        rendered: false,
        revision: before.revision + 1,
        changedBy: person.name,
        changedAt,
      };
      await this.reports.updateOne({ _id: id, revision: before.revision }, { $set: change }, { session });
      const words = printedParagraph(change.model, paragraph);
      const detail = {
        blockId,
        words: canonicalHash(words),
        typedDigits: paragraph.edited?.typedDigits ?? [],
      };
      await this.audit.record({ actor: person.email, action: 'report.edit', subject: id, detail }, session);
      return { ...before, ...change };
    });
    await this.jobs.send(renderReport, { reportId: id, revision: after.revision });
    return detailOf(after, await this.access.versionsOf(person, after));
  }

  /**
   * 更正: opens the next version of an accepted report as a draft, words and numbers as they were accepted.
   *
   * @throws Problem 409 `report-state` when it is not accepted, or `report-newer` when a later version exists
   */
  async correct(person: Person, id: string, reason: string): Promise<ReportDetail> {
    await this.access.require(person, id);
    const next = await inTransaction(this.connection, async (session) => {
      const before = await this.access.read(id, session);
      if (before.status !== 'accepted') throw wrongState(before.status);
      const { cycleId, countyCode, version } = before;
      const later = await this.reports
        .exists({ cycleId, countyCode, version: { $gt: version } })
        .session(session);
      if (later) throw newerVersion();
      const changedAt = new Date();
      const entry = {
        at: changedAt.toISOString(),
        actor: person.name,
        from: null,
        to: 'draft' as const,
        reason,
      };
      const document: ReportDocument = {
        ...before,
        _id: randomUUID(),
        version: version + 1,
        status: 'draft',
        revision: 1,
        changedBy: person.name,
        changedAt,
        comments: [],
        history: [entry],
        submittedAt: null,
        acceptedAt: null,
        acceptedBy: null,
      };
      await this.reports.create([document], { session });
      const detail = { corrects: id, version: document.version, reason };
      await this.audit.record(
        { actor: person.email, action: 'report.correct', subject: document._id, detail },
        session,
      );
      return document;
    });
    return detailOf(next, await this.access.versionsOf(person, next));
  }
}

function paragraphOf(blocks: ReportDocument['model']['blocks'], blockId: string): Paragraph {
  const found = blocks.find((block) => block.kind === 'paragraph' && block.id === blockId);
  if (found?.kind !== 'paragraph')
    throw new Problem(422, 'block-unknown', {
      zh: '报告中没有这个段落；图、表和标题由数据生成，不能改写。',
      en: 'The report has no such paragraph; figures, tables and headings follow from the data and cannot be rewritten.',
    });
  return found;
}

function invalidParagraph(faults: ConstructorParameters<typeof Problem>[3]): Problem {
  const text = {
    zh: '段落没有保存，请按下列说明改正。',
    en: 'The paragraph was not saved; please mend the following.',
  };
  return new Problem(422, 'paragraph-invalid', text, faults);
}

function newerVersion(): Problem {
  return new Problem(409, 'report-newer', {
    zh: '本报告已有更新的版本，请在最新版本上更正。',
    en: 'A later version of this report exists; correct that one.',
  });
}
