import type { Condition, Dialect, Relation } from './condition';

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
