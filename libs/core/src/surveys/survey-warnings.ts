import type { Localized } from '@mingjian/contract/localized';
import type { ItemMapping, SurveyJson } from '@mingjian/contract/surveys';
import { checkDefinition } from '@mingjian/questionnaire';

/**
 * What the author of a survey should look at: first what would stop publication, then what is worth a second look,
 * among it scored items that feed no indicator or one that this cycle does not have.
 *
 * @param indicatorCodes of the cycle; empty when its indicators have not been imported yet
 */
export function surveyWarnings(
  json: SurveyJson,
  items: readonly ItemMapping[],
  indicatorCodes: ReadonlySet<string>,
): Localized[] {
  const verdict = checkDefinition(json, items);
  const named = (field: string, { zh, en }: Localized): Localized =>
    field === '' ? { zh, en } : { zh: `${field}：${zh}`, en: `${field}: ${en}` };
  const faults = verdict.faults.map(({ field, message }) => {
    const { zh, en } = named(field, message);
    return { zh: `发布前须改正：${zh}`, en: `To be mended before publication: ${en}` };
  });
  const unmapped = items.filter((item) => item.role === 'scored' && item.indicatorCode === null);
  const unknown = items.filter(
    (item) =>
      item.indicatorCode !== null && indicatorCodes.size > 0 && !indicatorCodes.has(item.indicatorCode),
  );
  return [
    ...faults,
    ...verdict.warnings.map(({ field, message }) => named(field, message)),
    ...(unmapped.length === 0
      ? []
      : [
          {
            zh: `以下计分题没有对应的指标：${codesOf(unmapped)}。`,
            en: `These scored items feed no indicator: ${codesOf(unmapped)}.`,
          },
        ]),
    ...unknown.map((item) =>
      named(item.code, {
        zh: `本周期没有指标 ${item.indicatorCode ?? ''}。`,
        en: `this cycle has no indicator ${item.indicatorCode ?? ''}.`,
      }),
    ),
  ];
}

function codesOf(items: readonly ItemMapping[]): string {
  return items.map((item) => item.code).join(', ');
}
