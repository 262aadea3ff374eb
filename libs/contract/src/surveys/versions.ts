import { z } from 'zod';
import { countyCode } from '../identity';
import { localized } from '../localized';
import { audience, dimension, itemRole } from './items';

/** 发布版本 in a list. */
export const versionSummary = z.object({
  id: z.string(),
  surveyId: z.string(),
  cycleId: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  audience,
  title: localized,
  hash: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  approvedBy: z.string().nullable(),
  items: z.number().int(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

/** What a change does to comparison with the earlier version: of this question, or of the index it belongs to. */
export const trendBreak = z.enum(['none', 'question', 'index']);
export type TrendBreak = z.infer<typeof trendBreak>;

/** A run of words that stayed, went or came. */
export const wordChange = z.object({ op: z.enum(['same', 'removed', 'added']), text: z.string() });
export type WordChange = z.infer<typeof wordChange>;

const shown = z.string().nullable();
export const itemChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moved'), from: z.number().int(), to: z.number().int(), breaks: trendBreak }),
  z.object({ kind: z.literal('section'), before: localized, after: localized, breaks: trendBreak }),
  z.object({
    kind: z.literal('wording'),
    /** `title`, `description`, or the list and value of a choice: `choices.5`. */
    field: z.string(),
    language: z.enum(['zh', 'en']),
    words: z.array(wordChange),
    breaks: trendBreak,
  }),
  z.object({
    kind: z.enum(['scale', 'logic', 'mapping', 'setting']),
    field: z.string(),
    before: shown,
    after: shown,
    breaks: trendBreak,
  }),
]);
export type ItemChange = z.infer<typeof itemChange>;

/** One question in a comparison of two versions. */
export const itemDiff = z.object({
  code: z.string(),
  state: z.enum(['added', 'removed', 'changed', 'same']),
  text: localized,
  changes: z.array(itemChange),
  breaks: trendBreak,
});
export type ItemDiff = z.infer<typeof itemDiff>;

/** GET /api/surveys/:id/diff?from=versionId&to=versionId; without `to` the survey as it stands. */
export const surveyDiff = z.object({
  from: versionSummary,
  to: versionSummary.nullable(),
  title: z.array(z.object({ language: z.enum(['zh', 'en']), words: z.array(wordChange) })),
  items: z.array(itemDiff),
  /** Settings of the survey as a whole, such as what is shown at the end. */
  settings: z.array(z.object({ field: z.string(), before: shown, after: shown })),
});
export type SurveyDiff = z.infer<typeof surveyDiff>;

/** POST /api/surveys/copy: a version of an earlier cycle becomes the draft of this one. */
export const copySurvey = z.strictObject({ cycleId: z.string(), versionId: z.string() });
/** POST /api/surveys/from-template: the plan's questionnaire of one audience. */
export const surveyFromTemplate = z.strictObject({ cycleId: z.string(), audience });
export const surveyTemplate = z.object({
  audience,
  title: localized,
  items: z.array(z.object({ code: z.string(), role: itemRole, text: localized })),
});
export type SurveyTemplate = z.infer<typeof surveyTemplate>;

/** GET /api/surveys/:id/indicator-changes: of the indicators since the cycle that the survey was copied from. */
export const indicatorChanges = z.object({
  since: versionSummary.nullable(),
  /** Items whose indicator is no longer what it was. */
  items: z.array(
    z.object({
      code: z.string(),
      indicatorCode: z.string(),
      state: z.enum(['gone', 'renamed']),
      before: localized,
      after: localized.nullable(),
      /** Where an indicator of the old name stands now. */
      nowAt: z.string().nullable(),
    }),
  ),
  /** Second-level indicators by name, new and gone. */
  added: z.array(z.object({ code: z.string(), name: localized })),
  removed: z.array(z.object({ code: z.string(), name: localized })),
});
export type IndicatorChanges = z.infer<typeof indicatorChanges>;

/** 题库: one wording of one question on one scale, wherever it was published within the reader's scope. */
export const bankEntry = z.object({
  id: z.string(),
  audience,
  code: z.string(),
  text: localized,
  role: itemRole,
  dimension: dimension.nullable(),
  indicatorCode: z.string().nullable(),
  type: z.string(),
  choices: z.array(z.object({ value: z.string(), text: localized })),
  usage: z.array(
    z.object({
      cycleId: z.string(),
      year: z.number().int(),
      surveyId: z.string(),
      versionId: z.string(),
      number: z.number().int(),
    }),
  ),
  /** Index (0–100) by county from published runs; suppressed cells carry no number. */
  results: z.array(
    z.object({
      cycleId: z.string(),
      year: z.number().int(),
      countyCode,
      n: z.number().int().nullable(),
      estimate: z.number().nullable(),
      ci: z.tuple([z.number(), z.number()]).nullable(),
      suppressed: z.boolean(),
    }),
  ),
});
export type BankEntry = z.infer<typeof bankEntry>;

/** POST /api/surveys/:id/take: questions of published versions go into the draft. */
export const takeQuestions = z.strictObject({
  revision: z.number().int(),
  questions: z
    .array(z.strictObject({ versionId: z.string(), code: z.string() }))
    .min(1)
    .max(100),
});
export type TakeQuestions = z.infer<typeof takeQuestions>;
