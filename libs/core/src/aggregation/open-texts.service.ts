import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Opinions } from '@mingjian/contract/reports';
import type { Model } from 'mongoose';
import type { OpenTextsDocument } from './aggregation.schema';
import type { PartKey } from './part-reader.service';
import { redactText } from './redact-text';
import type { AnswerRow } from './screens';

/** Texts in one document. */
const CHUNK = 1000;

/** Frozen with the run, so that composing a report again finds the same texts. No job carries them and no log. */
@Injectable()
export class OpenTextsService {
  constructor(@InjectModel('OpenTexts') private readonly documents: Model<OpenTextsDocument>) {}

  async keep(
    key: PartKey & { runId: string },
    rows: readonly AnswerRow[],
    openItems: readonly string[],
    schools: readonly string[],
    openLink: boolean,
  ): Promise<void> {
    const { runId, countyCode, audience } = key;
    const texts = rows
      .map(({ answers }) =>
        openItems
          .map((code) => answers[code])
          .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
          .join(' '),
      )
      .filter((written) => written !== '')
      .map((written) => redactText(written, schools))
      .sort();
    await this.documents.deleteMany({ runId, countyCode, audience, openLink: ofChannel(openLink) });
    const id = [runId, countyCode, audience, ...(openLink ? ['open'] : [])].join('.');
    for (let from = 0; from < texts.length; from += CHUNK)
      await this.documents.create({
        ...key,
        _id: `${id}.${String(from / CHUNK).padStart(4, '0')}`,
        openLink,
        texts: texts.slice(from, from + CHUNK),
      });
  }

  /** By audience, in the order in which audiences are printed; those of the open link after those of the sample. */
  async of(runId: string, countyCode: string): Promise<Written[]> {
    const found = await this.documents
      .find({ runId, countyCode })
      .sort({ _id: 1 })
      .lean<OpenTextsDocument[]>();
    return [false, true].flatMap((openLink) =>
      (['public', 'teacher', 'student'] as const).flatMap((audience): Written[] => {
        const texts = found
          .filter((each) => each.audience === audience && (each.openLink ?? false) === openLink)
          .flatMap((each) => each.texts);
        if (texts.length === 0) return [];
        return [{ audience, ...(openLink ? { evidence: 'open-link' as const } : {}), texts }];
      }),
    );
  }
}

/** What people of one audience wrote, by one way of answering. */
export type Written = Pick<Opinions, 'audience' | 'evidence'> & { texts: string[] };

/** What was stored before open links were kept has no mark. */
const ofChannel = (openLink: boolean) => (openLink ? true : { $ne: true });
