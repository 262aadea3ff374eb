import { compileConditions, conditionKeys, referencesOf, type Reference } from './conditions';
import { finding, type DefinitionFinding, type DefinitionRule } from './definition-faults';
import { codesOffered } from './item-answers';
import {
  isRecord,
  questionsOf,
  valuesOf,
  visitDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
} from './survey-elements';

type LogicFault = DefinitionFinding<DefinitionRule>;

/** More combinations of answers than this are not tried. */
const MOST_COMBINATIONS = 20_000;

/**
 * What is wrong with conditions and with earlier answers piped into texts: names that no question has, questions that
 * come later, circles, and questions that must be answered but can never be seen.
 */
export function logicFaults(json: SurveyDefinition): LogicFault[] {
  const references = referencesOf(json);
  const circles = circlesAmong(references, questionsOf(json));
  const inCircles = new Set(circles.flat());
  return [
    ...references.flatMap(({ at, variable, to, place, from }): LogicFault[] => {
      if (to < 0) return [finding('unknown-reference', at, variable)];
      const late = place !== null && to >= place;
      return late && !from.some((name) => inCircles.has(name))
        ? [finding('later-reference', at, variable)]
        : [];
    }),
    ...circles.map((circle) => finding('logic-cycle', circle[0] ?? '', circle.join(' → '))),
    ...pipingFaults(json),
    ...(references.every(({ to, place }) => to >= 0 && place !== null && to < place)
      ? neverSeen(json, references)
      : []),
  ];
}

/** Circles of conditions, each named once, from its first question round to it again. */
function circlesAmong(
  references: readonly Reference[],
  questions: readonly QuestionDefinition[],
): string[][] {
  const names = questions.map(({ name }) => name);
  const next = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
  for (const { from, to } of references) {
    const target = names[to];
    if (target !== undefined) for (const name of from) next.get(name)?.add(target);
  }
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (name: string, path: readonly string[]) => {
    const start = path.indexOf(name);
    if (start >= 0) {
      circles.push([...path.slice(start), name]);
      return;
    }
    if (done.has(name)) return;
    for (const target of next.get(name) ?? []) walk(target, [...path, name]);
    done.add(name);
  };
  for (const name of names) walk(name, []);
  return circles;
}

const piped = /\{([A-Za-z][\w.-]*)\}/g;
const conditions: ReadonlySet<string> = new Set(conditionKeys);
const htmlKey = /html/i;

/** An earlier answer in a text: it has to be of a question before, and never inside HTML, where it would be markup. */
function pipingFaults(json: SurveyDefinition): LogicFault[] {
  const questions = questionsOf(json);
  const position = new Map(questions.map(({ name }, index) => [name, index]));
  const faults: LogicFault[] = [];
  const look = (value: unknown, at: string, place: number) =>
    visitDefinition(value, (path, text) => {
      const key = path.at(-1) ?? '';
      if (typeof text !== 'string' || conditions.has(key) || /(If|Expression)$/.test(key)) return;
      for (const [, name = ''] of text.matchAll(piped)) {
        const to = position.get(name) ?? position.get(name.split('.')[0] ?? '');
        if (path.some((part) => htmlKey.test(part))) faults.push(finding('piped-markup', at, name));
        else if (to === undefined) faults.push(finding('unknown-reference', at, name));
        else if (to >= place) faults.push(finding('later-reference', at, name));
      }
    });
  questions.forEach(({ name, definition }, place) => look(definition, name, place));
  visitDefinition(json, (path, value) => {
    if (!isRecord(value) || value.type !== 'html') return;
    look({ html: value.html }, String(value.name ?? path.join('.')), Infinity);
  });
  const containers = new Map(questions.flatMap(({ within }, place) => within.map((each) => [each, place])));
  for (const [container, last] of containers) {
    const { title, description } = container;
    const first = questions.findIndex(({ within }) => within.includes(container));
    look({ title, description }, String(container.name ?? ''), Math.min(first, last));
  }
  return faults;
}

/** Required questions that no combination of answers to those before them brings to the page. */
function neverSeen(json: SurveyDefinition, references: readonly Reference[]): LogicFault[] {
  const questions = questionsOf(json);
  const { evaluate } = compileConditions(json);
  const conditional = new Set(references.flatMap(({ from }) => from));
  return questions
    .filter(
      (question) =>
        (question.definition.isRequired === true || question.definition.requiredIf !== undefined) &&
        (conditional.has(question.name) ||
          [...question.within, question.definition].some(({ visible }) => visible === false)),
    )
    .filter(({ name }) => {
      const earlier = dependenciesOf(name, references, questions);
      const spaces = earlier.map((question) => ({
        name: question.name,
        answers: answersToTry(question, expressionsIn(json)),
      }));
      const size = spaces.reduce((product, { answers }) => product * answers.length, 1);
      if (size > MOST_COMBINATIONS) return false;
      return !combinations(spaces).some((answers) => evaluate(answers).asked.has(name));
    })
    .map(({ name }) => finding('never-seen', name));
}

function dependenciesOf(
  name: string,
  references: readonly Reference[],
  questions: readonly QuestionDefinition[],
): QuestionDefinition[] {
  const found = new Set<number>();
  const visit = (from: string) => {
    for (const reference of references) {
      if (!reference.from.includes(from) || found.has(reference.to)) continue;
      found.add(reference.to);
      visit(questions[reference.to]?.name ?? '');
    }
  };
  visit(name);
  return [...found].sort((a, b) => a - b).flatMap((index) => questions[index] ?? []);
}

/** Answers that can make a difference: every choice, or the values that conditions speak of and those around them. */
function answersToTry(question: QuestionDefinition, expressions: string): unknown[] {
  const { type, definition } = question;
  const choices = codesOffered(type, definition);
  if (type === 'matrix') {
    const rows = valuesOf(definition.rows).map(String);
    return [
      undefined,
      ...rows.flatMap((row) => choices.map((value) => ({ [row]: value }))),
      ...choices.map((value) => Object.fromEntries(rows.map((row) => [row, value]))),
    ];
  }
  if (choices.length > 0) return [undefined, ...choices];
  if (type === 'boolean') return [undefined, true, false];
  const offered = valuesOf(definition.choices);
  if (offered.length > 0) {
    const subsets = offered.length <= 6 ? subsetsOf(offered) : [...offered.map((value) => [value]), offered];
    return [undefined, ...subsets];
  }
  const numbers = [...expressions.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
  const texts = [...expressions.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text);
  const around = numbers.flatMap((value) => [value - 1, value, value + 1]);
  return [
    undefined,
    ...(definition.inputType === 'number' ? around : [...texts, '0000-01-01', '9999-12-31']),
  ];
}

function subsetsOf<Value>(values: readonly Value[]): Value[][] {
  return values.reduce<Value[][]>((all, value) => [...all, ...all.map((each) => [...each, value])], [[]]);
}

function expressionsIn(json: SurveyDefinition): string {
  const found: string[] = [];
  visitDefinition(json, (path, value) => {
    if (conditions.has(path.at(-1) ?? '')) found.push(String(value));
  });
  return found.join('\n');
}

function combinations(spaces: readonly { name: string; answers: unknown[] }[]): Record<string, unknown>[] {
  return spaces.reduce<Record<string, unknown>[]>(
    (all, { name, answers }) =>
      all.flatMap((so) => answers.map((answer) => (answer === undefined ? so : { ...so, [name]: answer }))),
    [{}],
  );
}
