import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  addComment,
  correctReport,
  editParagraph,
  releaseQuotations,
  type AddComment,
  type CorrectReport,
  type EditableParagraph,
  type EditParagraph,
  type ReportChanges,
  type ReportComment,
  type ReportDetail,
  type ReportPage,
  type ReleaseQuotations,
  type ReportQuotations,
} from '@mingjian/contract/reports';
import { Allow, CurrentPerson, type Person } from '@mingjian/core/identity';
import { QuotationRelease, ReportComments, ReportEdits, ReportsService } from '@mingjian/core/reports';
import { requestedLanguage } from '../platform/requested-language';

/** Reading a report closely: its page, its words, what is said about it, what changed. */
@Controller('reports/:id')
export class ReportReviewController {
  constructor(
    private readonly reports: ReportsService,
    private readonly edits: ReportEdits,
    private readonly comments: ReportComments,
    private readonly release: QuotationRelease,
  ) {}

  @Get('page')
  @Allow('office', 'agency', 'county', 'auditor')
  page(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<ReportPage> {
    return this.reports.page(person, id, requestedLanguage(lang, accepted));
  }

  @Get('changes')
  @Allow('office', 'agency', 'auditor')
  changes(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('against') against: string | undefined,
    @Query('lang') lang: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<ReportChanges> {
    return this.reports.changes(person, id, against, requestedLanguage(lang, accepted));
  }

  @Get('paragraphs/:blockId')
  @Allow('office', 'agency', 'auditor')
  paragraph(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('blockId') blockId: string,
  ): Promise<EditableParagraph> {
    return this.edits.paragraph(person, id, blockId);
  }

  @Put('paragraphs/:blockId')
  @Allow('agency')
  edit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('blockId') blockId: string,
    @Body({ schema: editParagraph }) body: EditParagraph,
  ): Promise<ReportDetail> {
    return this.edits.edit(person, id, blockId, body);
  }

  @Get('quotations')
  @Allow('agency')
  quotations(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReportQuotations> {
    return this.release.get(person, id);
  }

  @Put('quotations')
  @Allow('agency')
  setQuotations(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: releaseQuotations }) body: ReleaseQuotations,
  ): Promise<ReportQuotations> {
    return this.release.set(person, id, body);
  }

  @Post('correct')
  @Allow('agency')
  correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: correctReport }) { reason }: CorrectReport,
  ): Promise<ReportDetail> {
    return this.edits.correct(person, id, reason);
  }

  @Post('comments')
  @Allow('office', 'agency')
  comment(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: addComment }) body: AddComment,
  ): Promise<ReportComment> {
    return this.comments.add(person, id, body);
  }

  @Post('comments/:commentId/resolve')
  @HttpCode(200)
  @Allow('office', 'agency')
  resolve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('commentId') commentId: string,
  ): Promise<ReportComment> {
    return this.comments.resolve(person, id, commentId, true);
  }

  @Post('comments/:commentId/reopen')
  @HttpCode(200)
  @Allow('office', 'agency')
  reopen(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('commentId') commentId: string,
  ): Promise<ReportComment> {
    return this.comments.resolve(person, id, commentId, false);
  }
}
