import { finding, type DefinitionFinding, type DefinitionWarning } from './definition-faults';
import { isRecord, visitDefinition, type SurveyDefinition } from './survey-elements';

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
    const where = path.join('.');
    if (typeof value === 'string' && value.trim() !== '')
      findings.push(finding('missing-english', where, value));
    if (!isRecord(value)) return;
    if (!filled(value['zh-cn'] ?? value.default)) findings.push(finding('missing-chinese', where));
    if (!filled(value.en)) findings.push(finding('missing-english', where));
  });
  return findings;
}

function filled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
