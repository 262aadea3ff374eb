import { isRecord } from '../question-outline';
import type { SurveyContent, WrittenSurvey } from './written-survey';

/** As SurveyJS reads it; what the platform knows of an item stands beside it as `mingjian`, which SurveyJS passes over. */
export function writeSurveyJs({ title, json, items }: SurveyContent): WrittenSurvey {
  const withMapping = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withMapping);
    if (!isRecord(value)) return value;
    const item = typeof value.type === 'string' ? items.find(({ code }) => code === value.name) : undefined;
    const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withMapping(each)]));
    if (!item) return inner;
    const { role, dimension, indicatorCode, correctValue } = item;
    return { ...inner, mingjian: { role, dimension, indicatorCode, correctValue } };
  };
  const survey = {
    ...(json.title === undefined ? { title: { 'zh-cn': title.zh, en: title.en } } : {}),
    ...(withMapping(json) as Record<string, unknown>),
  };
  return {
    fileName: 'survey.json',
    mediaType: 'application/json',
    bytes: Buffer.from(`${JSON.stringify(survey, null, 2)}\n`),
    losses: [],
  };
}
