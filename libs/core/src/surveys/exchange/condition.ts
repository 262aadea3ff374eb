/**
 * A condition on earlier answers, whatever the language it is written in: XLSForm's XPath, LimeSurvey's expressions or
 * SurveyJS's. Only what all three can say; anything else is not carried.
 */
export type Condition =
  | { op: 'and'; parts: Condition[] }
  | { op: 'or'; parts: Condition[] }
  | { op: 'not'; part: Condition }
  | { op: 'compare'; question: string; relation: Relation; value: string | number }
  | { op: 'chosen'; question: string; value: string | number }
  | { op: 'empty'; question: string };
export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Dialect = 'xlsform' | 'lss' | 'surveyjs';

type Token =
  | { kind: 'question'; name: string }
  | { kind: 'literal'; value: string | number }
  | { kind: 'mark'; mark: string };

const questionPatterns: Record<Dialect, string> = {
  xlsform: String.raw`\$\{\s*(?<q>[^}]+?)\s*\}`,
  surveyjs: String.raw`\{\s*(?<q>[^}]+?)\s*\}`,
  lss: String.raw`(?!(?:and|or|not|eq|ne|gt|ge|lt|le|is_empty)\b)(?<q>[A-Za-z][A-Za-z0-9_]*|\d+X\d+X\w+)(?:\.\w+)?`,
};
const relations: Readonly<Record<string, Relation>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};
const flipped: Record<Relation, Relation> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const deepest = 50;

/** @returns the condition, or null when it says what cannot be said everywhere */
export function parseCondition(text: string, dialect: Dialect): Condition | null {
  const tokens = tokensOf(text, dialect);
  if (tokens === null) return null;
  const reader = new Reader(tokens);
  const condition = reader.either(0);
  return condition !== null && reader.done() ? condition : null;
}

function tokensOf(text: string, dialect: Dialect): Token[] | null {
  const pattern = new RegExp(
    [
      String.raw`\s+`,
      questionPatterns[dialect],
      String.raw`'(?<s1>[^']*)'`,
      String.raw`"(?<s2>[^"]*)"`,
      String.raw`(?<n>-?\d+(?:\.\d+)?)`,
      String.raw`(?<m><=|>=|!=|<>|==|&&|\|\||[=<>!(),\[\]]|[A-Za-z][A-Za-z_-]*)`,
    ].join('|'),
    'y',
  );
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return null;
    const { q, s1, s2, n, m } = match.groups ?? {};
    if (q !== undefined) tokens.push({ kind: 'question', name: q });
    else if (s1 !== undefined || s2 !== undefined) tokens.push({ kind: 'literal', value: s1 ?? s2 ?? '' });
    else if (n !== undefined) tokens.push({ kind: 'literal', value: Number(n) });
    else if (m !== undefined) tokens.push({ kind: 'mark', mark: m.toLowerCase() });
  }
  return tokens;
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  done(): boolean {
    return this.at === this.tokens.length;
  }

  either(depth: number): Condition | null {
    return this.joined('or', ['or', '||'], () => this.joined('and', ['and', '&&'], () => this.one(depth)));
  }

  private joined(op: 'and' | 'or', marks: string[], part: () => Condition | null): Condition | null {
    const parts: Condition[] = [];
    do {
      const next = part();
      if (next === null) return null;
      parts.push(next);
    } while (this.take(...marks));
    return parts.length === 1 ? (parts[0] ?? null) : { op, parts };
  }

  private one(depth: number): Condition | null {
    if (depth > deepest) return null;
    if (this.take('!', 'not', 'negate')) {
      const part = this.one(depth + 1);
      return part && { op: 'not', part };
    }
    if (this.take('(')) {
      const inner = this.either(depth + 1);
      return inner !== null && this.take(')') ? inner : null;
    }
    if (this.take('selected')) return this.call(true);
    if (this.take('is_empty')) return this.call(false);
    return this.comparison();
  }

  /** `selected(question, value)` or `is_empty(question)`. */
  private call(withValue: boolean): Condition | null {
    if (!this.take('(')) return null;
    const question = this.question();
    if (question === null) return null;
    if (!withValue) return this.take(')') ? { op: 'empty', question } : null;
    if (!this.take(',')) return null;
    const value = this.literal();
    return value !== null && this.take(')') ? { op: 'chosen', question, value } : null;
  }

  private comparison(): Condition | null {
    const literal = this.literal();
    if (literal !== null) {
      const relation = this.relation();
      const question = this.question();
      return relation === null || question === null ? null : compared(question, flipped[relation], literal);
    }
    const question = this.question();
    if (question === null) return null;
    if (this.take('empty')) return { op: 'empty', question };
    if (this.take('notempty')) return { op: 'not', part: { op: 'empty', question } };
    if (this.take('contains')) {
      const value = this.literal();
      return value === null ? null : { op: 'chosen', question, value };
    }
    if (this.take('anyof')) return this.anyOf(question);
    const relation = this.relation();
    const value = this.literal();
    return relation === null || value === null ? null : compared(question, relation, value);
  }

  private anyOf(question: string): Condition | null {
    if (!this.take('[')) return null;
    const parts: Condition[] = [];
    do {
      const value = this.literal();
      if (value === null) return null;
      parts.push({ op: 'chosen', question, value });
    } while (this.take(','));
    return this.take(']') ? { op: 'or', parts } : null;
  }

  private relation(): Relation | null {
    const token = this.tokens[this.at];
    if (token?.kind !== 'mark') return null;
    const relation = Object.hasOwn(relations, token.mark) ? relations[token.mark] : undefined;
    if (relation === undefined) return null;
    this.at += 1;
    return relation;
  }

  private literal(): string | number | null {
    const token = this.tokens[this.at];
    if (token?.kind !== 'literal') return null;
    this.at += 1;
    return token.value;
  }

  private question(): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== 'question') return null;
    this.at += 1;
    return token.name;
  }

  private take(...marks: string[]): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'mark' || !marks.includes(token.mark)) return false;
    this.at += 1;
    return true;
  }
}

function compared(question: string, relation: Relation, value: string | number): Condition {
  if (value !== '' || (relation !== '=' && relation !== '!='))
    return { op: 'compare', question, relation, value };
  const empty: Condition = { op: 'empty', question };
  return relation === '=' ? empty : { op: 'not', part: empty };
}

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

/**
 * The same condition with its questions resolved.
 *
 * @param resolve what stands for a reference; null when there is no such question
 * @returns null when a question is unknown
 */
export function resolved(
  condition: Condition,
  resolve: (reference: string) => { question: string; choice?: string } | null,
): Condition | null {
  if (condition.op === 'and' || condition.op === 'or') {
    const parts = condition.parts.map((part) => resolved(part, resolve));
    return parts.every((part) => part !== null) ? { op: condition.op, parts } : null;
  }
  if (condition.op === 'not') {
    const part = resolved(condition.part, resolve);
    return part && { op: 'not', part };
  }
  const target = resolve(condition.question);
  if (target === null) return null;
  const { question, choice } = target;
  if (choice === undefined) return { ...condition, question };
  // LimeSurvey has a variable for each choice of a multiple question: "Y" when chosen, else empty.
  const chosen: Condition = { op: 'chosen', question, value: choice };
  if (condition.op === 'empty') return { op: 'not', part: chosen };
  if (condition.op !== 'compare' || condition.value !== 'Y') return null;
  if (condition.relation === '=') return chosen;
  return condition.relation === '!=' ? { op: 'not', part: chosen } : null;
}

/** Every question that a condition asks about. */
export function questionsIn(condition: Condition): string[] {
  if (condition.op === 'and' || condition.op === 'or') return condition.parts.flatMap(questionsIn);
  return condition.op === 'not' ? questionsIn(condition.part) : [condition.question];
}

/** Numbers for numbers: a value that a question offers as a number is compared as one. */
export function withKinds(
  condition: Condition,
  valuesOf: (question: string) => ReadonlySet<string | number>,
  isMultiple: (question: string) => boolean,
): Condition {
  if (condition.op === 'and' || condition.op === 'or')
    return { op: condition.op, parts: condition.parts.map((part) => withKinds(part, valuesOf, isMultiple)) };
  if (condition.op === 'not') return { op: 'not', part: withKinds(condition.part, valuesOf, isMultiple) };
  if (condition.op === 'empty') return condition;
  const offered = valuesOf(condition.question);
  const value = [...offered].find((each) => String(each) === String(condition.value)) ?? condition.value;
  const { question } = condition;
  if (condition.op === 'chosen' && !isMultiple(question))
    return { op: 'compare', question, relation: '=', value };
  if (condition.op === 'compare' && isMultiple(question) && condition.relation === '=')
    return { op: 'chosen', question, value };
  return { ...condition, value };
}
