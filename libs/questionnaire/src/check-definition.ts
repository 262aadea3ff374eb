import { compileQuestion } from './compile-question';
import {
  finding,
  type DefinitionFinding,
  type DefinitionRule,
  type DefinitionWarning,
} from './definition-faults';
import { LARGEST_PICTURES_BYTES, pictureBytes, pictureFault } from './embedded-picture';
import { codesOffered } from './item-answers';
import { itemCodePattern, NOT_APPLICABLE, type Item } from './item';
import { logicFaults } from './logic-faults';
import { missingTranslations } from './missing-translations';
import {
  isRecord,
  itemCodesOf,
  questionsOf,
  valuesOf,
  visitDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
} from './survey-elements';
import { unsafeContent } from './unsafe-content';

export interface DefinitionVerdict {
  /** Any of these stops publication. */
  faults: DefinitionFinding<DefinitionRule>[];
  warnings: DefinitionFinding<DefinitionWarning>[];
}

const DEEPEST = 24;
const MOST_VALUES = 50_000;
const RECOMMENDED_SCORED = { least: 12, most: 16 };
const likertValues: ReadonlySet<string | number> = new Set([NOT_APPLICABLE, 1, 2, 3, 4, 5]);
const choiceLists: Readonly<Record<string, readonly string[]>> = {
  radiogroup: ['choices'],
  dropdown: ['choices'],
  checkbox: ['choices'],
  ranking: ['choices'],
  imagepicker: ['choices'],
  matrix: ['rows', 'columns'],
};

/** Judges whether a draft may be published, and what its author should look at again. */
export function checkDefinition(json: SurveyDefinition, items: readonly Item[]): DefinitionVerdict {
  if (isTooLarge(json)) return { faults: [finding('too-large', '')], warnings: [] };
  const questions = questionsOf(json);
  return {
    faults: [
      ...(questions.length === 0 ? [finding('no-question', '')] : []),
      ...questionFaults(questions),
      ...mappingFaults(questions, items),
      ...items.flatMap((item) => itemFaults(item, questions)),
      ...unsafeContent(json),
      ...pictureFaults(json, questions),
      ...logicFaults(json),
    ],
    warnings: [...itemWarnings(items, questions), ...missingTranslations(json)],
  };
}

function isTooLarge(json: SurveyDefinition): boolean {
  let values = 0;
  let deepest = 0;
  visitDefinition(json, (path) => {
    values += 1;
    deepest = Math.max(deepest, path.length);
  });
  return values > MOST_VALUES || deepest > DEEPEST;
}

function questionFaults(questions: readonly QuestionDefinition[]): DefinitionFinding<DefinitionRule>[] {
  const seen = new Set<string>();
  return questions.flatMap((question) => {
    const { name, type, definition } = question;
    const faults: DefinitionFinding<DefinitionRule>[] = [];
    for (const code of new Set([name, ...itemCodesOf(question)])) {
      if (!itemCodePattern.test(code)) faults.push(finding('bad-name', code, code));
      if (seen.has(code)) faults.push(finding('name-twice', code));
      seen.add(code);
    }
    if (compileQuestion(question) === null) faults.push(finding('unsupported-question', name, type));
    for (const list of choiceLists[type] ?? []) {
      const values = valuesOf(definition[list]).map(String);
      if (values.length === 0) faults.push(finding('no-choices', name));
      if (new Set(values).size < values.length) faults.push(finding('choice-twice', name));
    }
    return faults;
  });
}

function mappingFaults(
  questions: readonly QuestionDefinition[],
  items: readonly Item[],
): DefinitionFinding<DefinitionRule>[] {
  const names = new Set(questions.flatMap(itemCodesOf));
  const codes = new Set(items.map((item) => item.code));
  const repeated = items.filter(
    (item, index) => items.findIndex((other) => other.code === item.code) < index,
  );
  return [
    ...repeated.map((item) => finding('item-twice', item.code)),
    ...items
      .filter((item) => !names.has(item.code))
      .map((item) => finding('item-without-question', item.code)),
    ...[...names].filter((name) => !codes.has(name)).map((name) => finding('question-without-item', name)),
  ];
}

function itemFaults(
  item: Item,
  questions: readonly QuestionDefinition[],
): DefinitionFinding<DefinitionRule>[] {
  const question = questions.find((each) => itemCodesOf(each).includes(item.code));
  if (question === undefined) return [];
  const values = codesOffered(question.type, question.definition);
  const faults: DefinitionFinding<DefinitionRule>[] = [];
  if (item.role === 'scored' && item.dimension === null)
    faults.push(finding('scored-without-dimension', item.code));
  if (item.role === 'scored' || item.role === 'expectation') {
    const rated = values.length > 0 && values.every((value) => likertValues.has(value));
    if (!rated) faults.push(finding('scored-values', item.code, values.join(', ')));
  }
  if (item.role === 'attention' && (item.correctValue === null || !values.includes(item.correctValue))) {
    faults.push(finding('attention-answer', item.code, String(item.correctValue)));
  }
  return faults;
}

/** Pictures stand inside the definition, are what they say they are, and weigh little enough for a phone. */
function pictureFaults(
  json: SurveyDefinition,
  questions: readonly QuestionDefinition[],
): DefinitionFinding<DefinitionRule>[] {
  const faults: DefinitionFinding<DefinitionRule>[] = [];
  for (const { name, type, definition } of questions) {
    const choices = Array.isArray(definition.choices) ? definition.choices : [];
    if (type === 'imagepicker' && !choices.every((choice) => isRecord(choice) && Boolean(choice.imageLink)))
      faults.push(finding('picture-missing', name));
  }
  let total = 0;
  visitDefinition(json, (path, value) => {
    if (typeof value !== 'string' || !value.startsWith('data:')) return;
    total += pictureBytes(value);
    const rule = pictureFault(value);
    if (rule !== null) faults.push(finding(rule, path.join('.')));
  });
  if (total > LARGEST_PICTURES_BYTES) faults.push(finding('pictures-too-large', ''));
  return faults;
}

function itemWarnings(
  items: readonly Item[],
  questions: readonly QuestionDefinition[],
): DefinitionFinding<DefinitionWarning>[] {
  const warnings: DefinitionFinding<DefinitionWarning>[] = [];
  const scored = items.filter((item) => item.role === 'scored');
  if (scored.length < RECOMMENDED_SCORED.least)
    warnings.push(finding('few-scored-items', '', String(scored.length)));
  if (scored.length > RECOMMENDED_SCORED.most)
    warnings.push(finding('many-scored-items', '', String(scored.length)));
  if (!items.some((item) => item.role === 'attention')) warnings.push(finding('no-attention-item', ''));
  for (const item of scored) {
    const question = questions.find((each) => itemCodesOf(each).includes(item.code));
    if (
      question !== undefined &&
      !codesOffered(question.type, question.definition).includes(NOT_APPLICABLE)
    ) {
      warnings.push(finding('no-not-applicable', item.code));
    }
  }
  return warnings;
}
