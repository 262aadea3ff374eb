import type { Condition, Dialect, Relation } from './condition';

/** @param nameOf what a question is called in the other format */
export function printCondition(
  condition: Condition,
  dialect: Dialect,
  nameOf: (question: string) => string,
): string {
  const print = (part: Condition): string => printCondition(part, dialect, nameOf);
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.parts
        .map((part) => (part.op === 'and' || part.op === 'or' ? `(${print(part)})` : print(part)))
        .join(` ${condition.op} `);
    case 'not':
      return dialect === 'xlsform' ? `not(${print(condition.part)})` : `!(${print(condition.part)})`;
    case 'compare':
      return printers[dialect].compare(nameOf(condition.question), condition.relation, condition.value);
    case 'chosen':
      return printers[dialect].chosen(nameOf(condition.question), condition.value);
    case 'empty':
      return printers[dialect].empty(nameOf(condition.question));
  }
}

const quoted = (value: string | number, quote: string) =>
  typeof value === 'number' ? String(value) : `${quote}${value.replaceAll(quote, '')}${quote}`;

const printers: Record<
  Dialect,
  {
    compare: (name: string, relation: Relation, value: string | number) => string;
    chosen: (name: string, value: string | number) => string;
    empty: (name: string) => string;
  }
> = {
  surveyjs: {
    compare: (name, relation, value) => `{${name}} ${relation} ${quoted(value, "'")}`,
    chosen: (name, value) => `{${name}} contains ${quoted(value, "'")}`,
    empty: (name) => `{${name}} empty`,
  },
  xlsform: {
    compare: (name, relation, value) => `\${${name}} ${relation} ${quoted(value, "'")}`,
    chosen: (name, value) => `selected(\${${name}}, '${value}')`,
    empty: (name) => `\${${name}} = ''`,
  },
  lss: {
    compare: (name, relation, value) =>
      `${name}.NAOK ${relation === '=' ? '==' : relation} ${/^[=!]/.test(relation) ? `"${value}"` : value}`,
    chosen: (name, value) => `${name}_${value}.NAOK == "Y"`,
    empty: (name) => `is_empty(${name}.NAOK)`,
  },
};
