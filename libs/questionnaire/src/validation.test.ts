import fc from 'fast-check';
import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { compileValidation } from './compile-validation';
import { coreVerdict } from './core-verdict';
import type { SurveyDefinition } from './survey-elements';

const survey = (...elements: Record<string, unknown>[]): SurveyDefinition => ({
  pages: [{ name: 'p', elements }],
});
const rulesOf = (json: SurveyDefinition, answers: unknown) => {
  const verdict = compileValidation(json).validate(answers);
  return verdict.ok ? [] : verdict.faults.map((fault) => `${fault.field}: ${fault.rule}`);
};

describe('answers that break the published version are refused', () => {
  const json = survey(
    { type: 'radiogroup', name: 'a', isRequired: true, choices: [5, 4, 0] },
    { type: 'comment', name: 'b', maxLength: 5 },
    { type: 'checkbox', name: 'c', choices: ['x', 'y', 'z'], maxSelectedChoices: 2 },
    { type: 'text', inputType: 'number', name: 'd', min: 1, max: 9 },
    { type: 'matrix', name: 'e', rows: ['r1', 'r2'], columns: [1, 2] },
    { type: 'text', inputType: 'date', name: 'f', min: '2020-01-01' },
    { type: 'ranking', name: 'g', choices: ['x', 'y', 'z'] },
    { type: 'imagepicker', name: 'h', choices: [{ value: 1 }, { value: 2 }] },
  );

  it.each([
    ['a missing required answer', {}, ['a: required']],
    ['null for a required answer', { a: null }, ['a: required']],
    ['a choice not offered', { a: 3 }, ['a: choice-not-offered']],
    ['a text for a number', { a: '5' }, ['a: wrong-type']],
    ['an object for a choice', { a: { value: 5 } }, ['a: wrong-type']],
    ['an operator object', { a: { $gt: 0 } }, ['a: wrong-type']],
    ['a list for one choice', { a: [5] }, ['a: wrong-type']],
    ['a text too long', { a: 5, b: '一二三四五六' }, ['b: too-long']],
    ['an extra field', { a: 5, admin: true }, ['admin: unknown-question']],
    [
      'a field named after the prototype',
      JSON.parse('{"a":5,"__proto__":{"x":1}}'),
      ['__proto__: unknown-question'],
    ],
    ['too many choices', { a: 5, c: ['x', 'y', 'z'] }, ['c: too-many']],
    ['the same choice twice', { a: 5, c: ['x', 'x'] }, ['c: chosen-twice']],
    ['a number out of range', { a: 5, d: 10 }, ['d: out-of-range']],
    ['a day that the calendar does not have', { a: 5, f: '2021-02-30' }, ['f: wrong-type']],
    ['a day out of range', { a: 5, f: '2019-12-31' }, ['f: out-of-range']],
    ['half a ranking', { a: 5, g: ['x', 'y'] }, ['g: too-few']],
    ['a picture that is not there', { a: 5, h: 9 }, ['h: choice-not-offered']],
    ['a column that is not there', { a: 5, e: { r1: 3 } }, ['e: choice-not-offered']],
    ['a row that is not there', { a: 5, e: { r1: 1, r3: 1 } }, ['e: choice-not-offered']],
    ['no answers at all', null, [': answers-object']],
    ['a list of answers', [5], [': answers-object']],
  ])('%s', (_, answers, expected) => {
    expect(rulesOf(json, answers)).toEqual(expected);
  });

  it('zero, the value of not applicable, answers a required question', () => {
    expect(compileValidation(json).validate({ a: 0, b: '  ' })).toEqual({ ok: true, answers: { a: 0 } });
  });

  it('half a matrix does not do where each row is required', () => {
    const rows = { type: 'matrix', name: 'm', rows: ['r1', 'r2'], columns: [1, 2], eachRowRequired: true };
    expect(rulesOf(survey(rows), { m: { r1: 1 } })).toEqual(['m: required']);
    expect(rulesOf(survey(rows), {})).toEqual(['m: required']);
    expect(rulesOf(survey(rows), { m: { r1: 1, r2: 2 } })).toEqual([]);
  });

  it('never repeats what a person wrote', () => {
    const verdict = compileValidation(json).validate({ a: 5, b: '张老师的电话' });
    expect(JSON.stringify(verdict)).not.toContain('张');
  });
});

describe('a survey with conditions', () => {
  const json = survey(
    { type: 'radiogroup', name: 'child', isRequired: true, choices: [1, 2] },
    { type: 'radiogroup', name: 'stage', isRequired: true, choices: [1, 2, 3], visibleIf: '{child} = 1' },
  );
  it('a question that is asked must be answered', () => {
    expect(rulesOf(json, { child: 1 })).toEqual(['stage: required']);
    expect(rulesOf(json, { child: 1, stage: 3 })).toEqual([]);
  });
  it('the answer to a question that is not asked is dropped, and counts for nothing afterwards', () => {
    expect(rulesOf(json, { child: 2 })).toEqual([]);
    expect(compileValidation(json).validate({ child: 2, stage: 3 })).toEqual({
      ok: true,
      answers: { child: 2 },
    });
    const chain = survey(
      ...(json.pages as { elements: Record<string, unknown>[] }[]).flatMap((page) => page.elements),
      { type: 'comment', name: 'why', isRequired: true, visibleIf: '{stage} = 3' },
    );
    expect(rulesOf(chain, { child: 2, stage: 3 })).toEqual([]);
    expect(rulesOf(chain, { child: 1, stage: 3 })).toEqual(['why: required']);
  });
  it('is judged without a model of survey-core, sections and panels too', () => {
    const nested: SurveyDefinition = {
      pages: [
        { name: 'p', elements: [{ type: 'radiogroup', name: 'a', choices: [1, 2] }] },
        {
          name: 'q',
          visibleIf: '{a} = 2',
          elements: [
            {
              type: 'panel',
              name: 'g',
              elements: [
                { type: 'comment', name: 'b', requiredIf: '{a} = 2' },
                { type: 'comment', name: 'c', isRequired: true, enableIf: '{b} notempty' },
              ],
            },
          ],
        },
      ],
    };
    expect(compileValidation(nested).asksCore).toBe(false);
    expect(rulesOf(nested, { a: 1 })).toEqual([]);
    expect(rulesOf(nested, { a: 2 })).toEqual(['b: required']);
    expect(rulesOf(nested, { a: 2, b: '好' })).toEqual(['c: required']);
  });
  it('that look ahead is left to survey-core', () => {
    const ahead = survey(
      { type: 'comment', name: 'a', isRequired: true, visibleIf: '{b} = 1' },
      { type: 'radiogroup', name: 'b', choices: [1, 2] },
    );
    expect(compileValidation(ahead).asksCore).toBe(true);
    expect(rulesOf(ahead, { b: 1 })).toEqual(['a: required']);
    expect(rulesOf(ahead, { b: 2 })).toEqual([]);
  });
  it('a choice hidden by a condition is not offered', () => {
    const conditional = survey(
      { type: 'radiogroup', name: 'a', choices: [1, 2] },
      { type: 'radiogroup', name: 'b', choices: [{ value: 1 }, { value: 2, visibleIf: '{a} = 2' }] },
    );
    expect(rulesOf(conditional, { a: 2, b: 2 })).toEqual([]);
    expect(rulesOf(conditional, { a: 1, b: 2 })).toEqual(['b: choice-not-offered']);
  });
  it('a validator is obeyed', () => {
    const validated = survey({ type: 'text', name: 'a', validators: [{ type: 'regex', regex: '^[0-9]+$' }] });
    expect(rulesOf(validated, { a: '12' })).toEqual([]);
    expect(rulesOf(validated, { a: 'no' })).toEqual(['a: rejected']);
  });
});

it('what cannot be checked is named as unsupported', () => {
  const json = survey(
    { type: 'file', name: 'f' },
    { type: 'radiogroup', name: 'o', choices: [1], showOtherItem: true },
    { type: 'text', name: 'm', inputType: 'email' },
    { type: 'constructor', name: 'k' },
    { type: 'rating', name: 'r' },
  );
  expect(compileValidation(json).unsupported).toEqual(['f', 'o', 'm', 'k']);
});

// The property: over random surveys and answers, the compiled function and survey-core come to the same verdict.
const choices = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('x', 'y', 'z')), {
  minLength: 1,
  maxLength: 6,
});
const required = fc.boolean();
const questionWithAnswer = fc.oneof(
  fc
    .record({ type: fc.constantFrom('radiogroup', 'dropdown'), isRequired: required, choices })
    .chain((question) => {
      const foreign = fc.constantFrom('w', 77);
      return answered(
        question,
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...question.choices) }, foreign),
      );
    }),
  fc
    .record({ type: fc.constant('checkbox'), isRequired: required, choices })
    .chain((question) => answered(question, fc.subarray<string | number>([...question.choices, 'w']))),
  fc
    .record({ type: fc.constant('rating'), isRequired: required, rateMax: fc.integer({ min: 2, max: 10 }) })
    .chain((question) => answered(question, fc.integer({ min: 1, max: question.rateMax }))),
  fc
    .record({ type: fc.constant('ranking'), isRequired: required, choices })
    .chain((question) =>
      answered(
        question,
        fc.shuffledSubarray<string | number>(question.choices, { minLength: question.choices.length }),
      ),
    ),
  fc
    .record({
      type: fc.constant('ranking'),
      isRequired: required,
      choices,
      selectToRankEnabled: fc.constant(true),
      minSelectedChoices: fc.integer({ min: 1, max: 2 }),
    })
    .chain((question) =>
      answered(question, fc.shuffledSubarray<string | number>([...question.choices, 'w'])),
    ),
  fc
    .record({ type: fc.constant('imagepicker'), isRequired: required, multiSelect: required, choices })
    .chain((question) =>
      answered(
        question,
        question.multiSelect
          ? fc.subarray<string | number>([...question.choices, 'w'])
          : fc.constantFrom(...question.choices, 'w'),
      ),
    ),
  fc
    .record({
      type: fc.constant('text'),
      inputType: fc.constant('date'),
      isRequired: required,
      min: fc.constantFrom('2020-01-01', '2021-06-15'),
      max: fc.constantFrom('2022-01-01', '2024-12-31'),
    })
    .chain((question) =>
      answered(
        question,
        fc
          .date({
            min: new Date('2019-01-01T00:00:00Z'),
            max: new Date('2026-01-01T00:00:00Z'),
            noInvalidDate: true,
          })
          .map((date) => date.toISOString().slice(0, 10)),
      ),
    ),
  fc.record({ type: fc.constant('boolean'), isRequired: required }).chain((q) => answered(q, fc.boolean())),
  fc
    .record({ type: fc.constantFrom('comment', 'text'), isRequired: required })
    .chain((question) => answered(question, fc.oneof(fc.string({ maxLength: 20 }), fc.constant('  ')))),
  fc
    .record({
      type: fc.constant('text'),
      inputType: fc.constant('number'),
      isRequired: required,
      min: fc.integer({ min: -5, max: 0 }),
      max: fc.integer({ min: 1, max: 5 }),
    })
    .chain((question) => answered(question, fc.integer({ min: -8, max: 8 }))),
  fc
    .record({
      type: fc.constant('matrix'),
      isRequired: required,
      eachRowRequired: fc.boolean(),
      rows: fc.constant(['r1', 'r2']),
      columns: fc.constant([1, 2, 3]),
    })
    .chain((question) =>
      answered(question, fc.dictionary(fc.constantFrom('r1', 'r2', 'r9'), fc.constantFrom(1, 2, 3, 7))),
    ),
);
function answered(question: Record<string, unknown>, answer: fc.Arbitrary<unknown>) {
  return fc.record({ question: fc.constant(question), answer: fc.option(answer, { nil: undefined }) });
}

/** survey-core alone: nothing missing, nothing rejected, nothing that it would throw away. */
function coreAccepts(json: SurveyDefinition, answers: Record<string, unknown>): boolean {
  const model = new Model(json);
  model.data = structuredClone(answers);
  const complete = model.validate(false);
  model.clearIncorrectValues(true);
  return complete && JSON.stringify(model.data) === JSON.stringify(answers);
}

describe('the compiled function and survey-core agree', () => {
  it('on answers of the right kind, whichever way the verdict goes', () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(questionWithAnswer, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (drawn, extra) => {
          const json = survey(...drawn.map(({ question }, index) => ({ ...question, name: `q${index}` })));
          const present = drawn.flatMap(({ answer }, index) =>
            answer === undefined ? [] : [[`q${index}`, answer]],
          );
          const answers: Record<string, unknown> = Object.fromEntries(present);
          if (extra && drawn.length === 1) answers.extra = 1;
          const compiled = compileValidation(json);
          expect(compiled.asksCore).toBe(false);
          const verdict = compiled.validate(answers).ok;
          verdicts[verdict ? 'accepted' : 'refused'] += 1;
          expect(verdict).toBe(coreAccepts(json, answers));
        },
      ),
      { numRuns: 200 },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(20);
  }, 60_000);

  it('on conditions of questions and sections, and on which answers are dropped', () => {
    const operators = ['= 1', '<> 1', '> 1', 'anyof [1, 3]', 'empty', 'notempty'];
    const verdicts = { accepted: 0, refused: 0 };
    const answer = fc.option(fc.constantFrom(1, 2, 3), { nil: undefined });
    const condition = fc.record({
      key: fc.constantFrom('visibleIf', 'requiredIf', 'enableIf'),
      on: fc.nat(9),
      operator: fc.constantFrom(...operators),
      or: fc.boolean(),
    });
    const drawnQuestion = fc.record({
      isRequired: required,
      conditions: fc.array(condition, { maxLength: 2 }),
      answer,
    });
    fc.assert(
      fc.property(
        fc.array(drawnQuestion, { minLength: 2, maxLength: 6 }),
        fc.option(fc.record({ on: fc.nat(9), operator: fc.constantFrom(...operators) })),
        (drawn, section) => {
          const elements = drawn.map(({ isRequired, conditions }, index) => ({
            type: 'radiogroup',
            name: `q${index}`,
            choices: [1, 2, 3],
            isRequired,
            ...Object.fromEntries(
              conditions.flatMap(({ key, on, operator, or }) =>
                index === 0 ? [] : [[key, `{q${on % index}} ${operator} ${or ? 'or {q0} = 3' : ''}`.trim()]],
              ),
            ),
          }));
          const half = Math.ceil(elements.length / 2);
          const json = {
            pages: [
              { name: 'p1', elements: elements.slice(0, half) },
              {
                name: 'p2',
                elements: elements.slice(half),
                ...(section ? { visibleIf: `{q${section.on % half}} ${section.operator}` } : {}),
              },
            ],
          };
          const answers = Object.fromEntries(
            drawn.flatMap(({ answer: given }, index) => (given === undefined ? [] : [[`q${index}`, given]])),
          );
          const compiled = compileValidation(json);
          expect(compiled.asksCore).toBe(false);
          const verdict = compiled.validate(answers);
          const model = new Model(json);
          const kept = { ...answers };
          for (let dropped = true; dropped;) {
            model.data = { ...kept };
            // The first hidden one only: what hides a later one may be the answer just dropped.
            const hidden = model
              .getAllQuestions()
              .find((question) => question.name in kept && !(question.isVisible && question.isParentVisible));
            dropped = hidden !== undefined;
            if (hidden) delete kept[hidden.name];
          }
          expect(verdict.ok).toBe(model.validate(false));
          if (verdict.ok) expect(verdict.answers).toEqual(kept);
          verdicts[verdict.ok ? 'accepted' : 'refused'] += 1;
          model.dispose();
        },
      ),
      { numRuns: 200 },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(20);
  }, 60_000);

  it('and whatever the compiled function lets pass, of any kind, survey-core lets pass', () => {
    fc.assert(
      fc.property(questionWithAnswer, fc.anything(), ({ question }, answer) => {
        const json = survey({ ...question, name: 'q0' });
        const verdict = compileValidation(json).validate({ q0: answer });
        if (verdict.ok) expect(coreVerdict(json, verdict.answers)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
