import { z } from 'zod';

/** A SurveyJS survey definition; its content is checked by the questionnaire library at publication. */
export const surveyJson = z.record(z.string(), z.unknown());
export type SurveyJson = z.infer<typeof surveyJson>;
