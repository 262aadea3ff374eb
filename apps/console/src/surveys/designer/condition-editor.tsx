import { DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented, Select } from 'antd';
import {
  fromExpression,
  kindOf,
  nameOf,
  readChoices,
  readText,
  sectionsOf,
  toExpression,
  type Condition,
  type ConditionOperator,
  type ConditionRule,
  type ConditionValue,
  type Draft,
  type Element,
} from '@mingjian/questionnaire/editing';
import { useLanguage } from '../../language';
import { useTexts } from './texts';

/** A question, or a row of a matrix, that a condition may speak of. */
interface Subject {
  name: string;
  title: string;
  choices: { value: ConditionValue; label: string }[];
  several: boolean;
}

/** Shows and changes when a question or section is shown, in the words of a form. */
export function ConditionEditor(props: {
  draft: Draft;
  /** Name of the first question that the condition decides about. */
  before: string | null;
  expression: string;
  onChange: (expression: string) => void;
}) {
  const t = useTexts();
  const language = useLanguage();
  const condition = fromExpression(props.expression);
  const subjects = subjectsBefore(props.draft, props.before, language);
  if (condition === null)
    return <Alert type="info" title={t('conditionExpert', { text: props.expression })} />;
  if (subjects.length === 0 && condition.rules.length === 0)
    return <p className="hint">{t('conditionFirst')}</p>;
  const write = (next: Condition) => props.onChange(toExpression(next));
  const writeRule = (index: number, rule: ConditionRule) =>
    write({ ...condition, rules: condition.rules.map((each, at) => (at === index ? rule : each)) });
  const { rules } = condition;
  return (
    <div className="condition">
      {rules.length === 0 && <p className="hint">{t('conditionNone')}</p>}
      {rules.length > 0 && (
        <div className="condition-head">
          <Segmented
            aria-label={t('condition')}
            value={condition.effect}
            options={(['show', 'skip'] as const).map((value) => ({ value, label: t(`effect.${value}`) }))}
            onChange={(effect) => write({ ...condition, effect })}
          />
          {rules.length > 1 && (
            <Segmented
              value={condition.join}
              options={(['and', 'or'] as const).map((value) => ({ value, label: t(`join.${value}`) }))}
              onChange={(join) => write({ ...condition, join })}
            />
          )}
        </div>
      )}
      {rules.map((rule, index) => {
        const subject = subjects.find(({ name }) => name === rule.question);
        return (
          <div className="condition-rule" key={index}>
            <Select
              aria-label={`${t('condition')} ${index + 1} · ${t('question')}`}
              value={rule.question}
              popupMatchSelectWidth={false}
              options={subjects.map(({ name, title }) => ({ value: name, label: `${name} ${title}` }))}
              onChange={(question) =>
                writeRule(index, firstRuleOn(subjects.find(({ name }) => name === question)))
              }
            />
            <Select
              aria-label={`${t('condition')} ${index + 1} · ${t('operator')}`}
              value={rule.operator}
              popupMatchSelectWidth={false}
              options={operatorsFor(subject).map((value) => ({ value, label: t(`op.${value}`) }))}
              onChange={(operator) => {
                const single = Array.isArray(rule.value) ? rule.value[0] : rule.value;
                const value = single ?? subject?.choices[0]?.value ?? '';
                writeRule(index, {
                  ...rule,
                  operator,
                  value: needsNone(operator) ? null : operator === 'anyOf' ? [value] : value,
                });
              }}
            />
            {!needsNone(rule.operator) &&
              (subject && subject.choices.length > 0 ? (
                <Select<ConditionValue | ConditionValue[]>
                  aria-label={`${t('condition')} ${index + 1} · ${t('value')}`}
                  mode={rule.operator === 'anyOf' ? 'multiple' : undefined}
                  value={rule.value ?? undefined}
                  popupMatchSelectWidth={false}
                  options={subject.choices as { value: string | number; label: string }[]}
                  onChange={(value) => writeRule(index, { ...rule, value })}
                />
              ) : (
                <Input
                  aria-label={`${t('condition')} ${index + 1} · ${t('value')}`}
                  value={String(rule.value ?? '')}
                  onChange={({ target: { value } }) =>
                    writeRule(index, {
                      ...rule,
                      value: /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
                    })
                  }
                />
              ))}
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('removeRule', { n: index + 1 })}
              onClick={() => write({ ...condition, rules: rules.filter((_, at) => at !== index) })}
            />
          </div>
        );
      })}
      {subjects.length > 0 && (
        <Button
          size="small"
          onClick={() => write({ ...condition, rules: [...rules, firstRuleOn(subjects.at(-1))] })}
        >
          {t('addRule')}
        </Button>
      )}
    </div>
  );
}

/** What is most often asked of a question: a given answer, or any at all where it is typed. */
function firstRuleOn(subject: Subject | undefined): ConditionRule {
  const question = subject?.name ?? '';
  const value = subject?.choices[0]?.value;
  if (value === undefined) return { question, operator: 'notEmpty', value: null };
  return { question, operator: subject?.several ? 'contains' : 'equal', value };
}

const needsNone = (operator: ConditionOperator) => operator === 'empty' || operator === 'notEmpty';

function operatorsFor(subject: Subject | undefined): ConditionOperator[] {
  if (subject?.several) return ['contains', 'notContains', 'empty', 'notEmpty'];
  const order: ConditionOperator[] = ['greater', 'greaterOrEqual', 'less', 'lessOrEqual'];
  return [
    'equal',
    'notEqual',
    ...(subject?.choices.length ? (['anyOf'] as const) : []),
    ...order,
    'empty',
    'notEmpty',
  ];
}

function subjectsBefore(draft: Draft, before: string | null, language: string): Subject[] {
  const all = sectionsOf(draft.json).flatMap(({ elements }) => elements);
  const end = all.findIndex((element) => nameOf(element) === before);
  return all.slice(0, end < 0 ? all.length : end).flatMap((element) => subjectsOf(element, language));
}

function subjectsOf(element: Element, language: string): Subject[] {
  const word = (value: unknown) => {
    const { zh, en } = readText(value);
    return language === 'en' ? en || zh : zh || en;
  };
  const listOf = (list: unknown) =>
    readChoices(list).map(({ value, text }) => ({
      value,
      label: `${value} ${language === 'en' ? text.en || text.zh : text.zh || text.en}`,
    }));
  const name = nameOf(element);
  const own = { name, title: word(element.title).slice(0, 24), several: false };
  switch (kindOf(element)) {
    case 'matrix':
      return readChoices(element.rows).map(({ value, text }) => ({
        ...own,
        name: `${name}.${value}`,
        title: (language === 'en' ? text.en || text.zh : text.zh || text.en).slice(0, 24),
        choices: listOf(element.columns),
      }));
    case 'rating':
      return [{ ...own, choices: listOf(element.rateValues) }];
    case 'nps':
      return [
        { ...own, choices: Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) })) },
      ];
    case 'multiple':
    case 'consent':
      return [{ ...own, choices: listOf(element.choices), several: true }];
    case 'image':
      return [{ ...own, choices: listOf(element.choices), several: element.multiSelect === true }];
    case 'ranking':
      return [{ ...own, choices: listOf(element.choices), several: true }];
    default:
      return [{ ...own, choices: listOf(element.choices) }];
  }
}
