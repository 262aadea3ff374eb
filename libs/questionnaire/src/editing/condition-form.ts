import { ConditionsParser } from 'survey-core';

/** 显示条件 as a form shows it: rules joined by one word, to show a question or to skip it. */
export interface Condition {
  effect: 'show' | 'skip';
  join: 'and' | 'or';
  rules: ConditionRule[];
}

export interface ConditionRule {
  /** A question's name, or `matrix.row`. */
  question: string;
  operator: ConditionOperator;
  /** Nothing for `empty` and `notEmpty`, a list for `anyOf`. */
  value: ConditionValue | ConditionValue[] | null;
}
export type ConditionValue = string | number | boolean;

/** Each operator by its word in SurveyJS's expressions and its name in the parsed tree. */
const operators = {
  equal: { word: '=', parsed: 'equal' },
  notEqual: { word: '<>', parsed: 'notequal' },
  anyOf: { word: 'anyof', parsed: 'anyof' },
  contains: { word: 'contains', parsed: 'contains' },
  notContains: { word: 'notcontains', parsed: 'notcontains' },
  greater: { word: '>', parsed: 'greater' },
  less: { word: '<', parsed: 'less' },
  greaterOrEqual: { word: '>=', parsed: 'greaterorequal' },
  lessOrEqual: { word: '<=', parsed: 'lessorequal' },
  empty: { word: 'empty', parsed: 'empty' },
  notEmpty: { word: 'notempty', parsed: 'notempty' },
} as const;
export type ConditionOperator = keyof typeof operators;

/** The SurveyJS expression of a condition; empty for one without rules. */
export function toExpression({ effect, join, rules }: Condition): string {
  const text = rules
    .map(({ question, operator, value }) => {
      const subject = `{${question}} ${operators[operator].word}`;
      if (operator === 'empty' || operator === 'notEmpty') return subject;
      return `${subject} ${Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : literal(value ?? '')}`;
    })
    .join(` ${join} `);
  return effect === 'skip' && text !== '' ? `!(${text})` : text;
}

function literal(value: ConditionValue): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}

/** Reads an expression back into the form, or null where the form has no words for it. */
export function fromExpression(expression: string): Condition | null {
  if (expression.trim() === '') return { effect: 'show', join: 'and', rules: [] };
  const tree = new ConditionsParser().parseExpression(expression) as Node | null;
  if (!tree) return null;
  const skips = tree.getType() === 'unary' && tree.operator === 'negate';
  const body = skips ? tree.expression : tree;
  if (!body) return null;
  const join = body.getType() === 'binary' && body.operator === 'or' ? 'or' : 'and';
  const rules = rulesOf(body, join);
  return rules && { effect: skips ? 'skip' : 'show', join, rules };
}

/** What the parser hands out, as far as the form reads it. */
interface Node {
  getType: () => string;
  operator?: string;
  leftOperand?: Node;
  rightOperand?: Node;
  expression?: Node;
  variable?: string;
  correctValue?: unknown;
  values?: Node[];
}

function rulesOf(node: Node, join: 'and' | 'or'): ConditionRule[] | null {
  if (node.getType() === 'binary' && node.operator === join) {
    const left = node.leftOperand && rulesOf(node.leftOperand, join);
    const right = node.rightOperand && rulesOf(node.rightOperand, join);
    return left && right ? [...left, ...right] : null;
  }
  const rule = ruleOf(node);
  return rule && [rule];
}

function ruleOf(node: Node): ConditionRule | null {
  const found = Object.entries(operators).find(([, { parsed }]) => parsed === node.operator);
  const operator = found?.[0] as ConditionOperator | undefined;
  if (operator === undefined) return null;
  const unary = node.getType() === 'unary';
  const subject = unary ? node.expression : node.leftOperand;
  if (subject?.getType() !== 'variable' || subject.variable === undefined) return null;
  if (unary) return { question: subject.variable, operator, value: null };
  const value = valueOf(node.rightOperand);
  return value === null ? null : { question: subject.variable, operator, value };
}

function valueOf(node: Node | undefined): ConditionValue | ConditionValue[] | null {
  if (node?.getType() === 'array') {
    const values = (node.values ?? []).map(valueOf);
    return values.every((value): value is ConditionValue => value !== null && !Array.isArray(value))
      ? values
      : null;
  }
  const value = node?.getType() === 'const' ? node.correctValue : null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
