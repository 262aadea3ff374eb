import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Audience } from '@mingjian/contract/surveys';
import { Schema, type Model } from 'mongoose';
import type { PartKey } from './part-reader.service';
import { redactText } from './redact-text';
import type { AnswerRow } from './screens';

const text = { type: String, required: true } as const;
/** Texts in one document. */
const CHUNK = 1000;

/** 开放意见: what people of a county × audience wrote, redacted, cut loose from their answers and in an order of its own. */
export interface OpenTextsDocument {
  _id: string;
  runId: string;
  countyCode: string;
  audience: Audience;
  texts: string[];
}
export const openTextsSchema = new Schema<OpenTextsDocument>({
  _id: text,
  runId: text,
  countyCode: text,
  audience: text,
  texts: [String],
});
openTextsSchema.index({ runId: 1, countyCode: 1, audience: 1 });

/** Frozen with the run, so that composing a report again finds the same texts. No job carries them and no log. */
@Injectable()
export class OpenTextsService {
  constructor(@InjectModel('OpenTexts') private readonly documents: Model<OpenTextsDocument>) {}

  async keep(
    key: PartKey & { runId: string },
    rows: readonly AnswerRow[],
    openItems: readonly string[],
    schools: readonly string[],
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
    await this.documents.deleteMany({ runId, countyCode, audience });
    for (let from = 0; from < texts.length; from += CHUNK)
      await this.documents.create({
        ...key,
        _id: `${runId}.${countyCode}.${audience}.${String(from / CHUNK).padStart(4, '0')}`,
        texts: texts.slice(from, from + CHUNK),
      });
  }

  /** By audience, in the order in which audiences are printed. */
  async of(runId: string, countyCode: string): Promise<{ audience: Audience; texts: string[] }[]> {
    const found = await this.documents
      .find({ runId, countyCode })
      .sort({ _id: 1 })
      .lean<OpenTextsDocument[]>();
    return (['public', 'teacher', 'student'] as const).flatMap((audience) => {
      const texts = found.filter((each) => each.audience === audience).flatMap((each) => each.texts);
      return texts.length === 0 ? [] : [{ audience, texts }];
    });
  }
}
