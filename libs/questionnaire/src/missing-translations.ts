import { finding, type DefinitionFinding, type DefinitionWarning } from './definition-faults';
import { isRecord, visitDefinition, type SurveyDefinition } from './survey-elements';
import { placeOfText } from './text-place';

/** Keys that hold text a person reads. */
const textKeys: ReadonlySet<string> = new Set([
  'title',
  'description',
  'text',
  'html',
  'completedHtml',
  'placeholder',
  'requiredErrorText',
  'minRateDescription',
  'maxRateDescription',
  'labelTrue',
  'labelFalse',
]);

/** Texts that lack one of the two languages; a plain string counts as Chinese only. */
export function missingTranslations(json: SurveyDefinition): DefinitionFinding<DefinitionWarning>[] {
  const findings: DefinitionFinding<DefinitionWarning>[] = [];
  visitDefinition(json, (path, value) => {
    if (!textKeys.has(path.at(-1) ?? '')) return;
    const find = (rule: 'missing-chinese' | 'missing-english', text?: string) => {
      const { field, part } = placeOfText(json, path);
      const message = {
        zh: `${part.zh}缺少${rule === 'missing-chinese' ? '中文' : '英文'}。`,
        en: `The ${rule === 'missing-chinese' ? 'Chinese' : 'English'} ${part.en} is missing.`,
      };
      findings.push({ ...finding(rule, field, text), message });
    };
    if (typeof value === 'string' && value.trim() !== '') find('missing-english', value);
    if (!isRecord(value)) return;
    if (!filled(value['zh-cn'] ?? value.default)) find('missing-chinese');
    if (!filled(value.en)) find('missing-english');
  });
  return findings;
}

function filled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
