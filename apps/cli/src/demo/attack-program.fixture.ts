import highsLoader from 'highs';

/** Σ coefficient · variable, by the variable's name. */
export type Terms = ReadonlyMap<string, number>;

interface Row {
  terms: Terms;
  total: number;
}

type Solver = Awaited<ReturnType<typeof highsLoader>>;

/**
 * What an attacker writes down: equations over variables that lie between 0 and 100. Bounds are found by HiGHS (Huangfu and
 * Hall 2018), which is exact where the platform's own audit only proves that a cell is safe.
 */
export class AttackProgram {
  private readonly rows: Row[] = [];
  private readonly parts = new Map<string, string>();

  private constructor(private readonly solver: Solver) {}

  static async open(): Promise<AttackProgram> {
    return new AttackProgram(await highsLoader());
  }

  know(terms: Terms, total: number): void {
    this.rows.push({ terms, total });
  }

  /** Smallest and largest value that a sum of variables can have. @throws Error where the equations contradict each other */
  bounds(target: Terms): { lower: number; upper: number } {
    const constraints = this.constraintsAround([...target.keys()][0] ?? '');
    const solve = (sense: 'Minimize' | 'Maximize') => {
      const { Status, ObjectiveValue } = this.solver.solve(`${sense}\n obj: ${sum(target)}\n${constraints}`);
      if (Status !== 'Optimal') throw new Error(`the attack's program is ${Status}`);
      return ObjectiveValue;
    };
    return { lower: solve('Minimize'), upper: solve('Maximize') };
  }

  /** Everything that hangs together with a variable, as text that the solver reads. */
  private constraintsAround(variable: string): string {
    if (this.parts.size === 0) this.partition();
    return (
      this.parts.get(variable) ??
      `Subject To\n c0: ${variable} <= 100\nBounds\n 0 <= ${variable} <= 100\nEnd\n`
    );
  }

  private partition(): void {
    const parent = new Map<string, string>();
    const root = (name: string): string => {
      let at = name;
      for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
      parent.set(name, at);
      return at;
    };
    for (const { terms } of this.rows) {
      const [first, ...others] = [...terms.keys()].map(root);
      for (const other of others) if (first !== undefined) parent.set(other, first);
    }
    const rowsOf = new Map<string, Row[]>();
    for (const row of this.rows) {
      const own = root([...row.terms.keys()][0] ?? '');
      rowsOf.set(own, [...(rowsOf.get(own) ?? []), row]);
    }
    for (const rows of rowsOf.values()) {
      const names = [...new Set(rows.flatMap(({ terms }) => [...terms.keys()]))];
      const text = [
        'Subject To',
        ...rows.map(({ terms, total }, at) => ` c${at}: ${sum(terms)} = ${total}`),
        'Bounds',
        ...names.map((name) => ` 0 <= ${name} <= 100`),
        'End\n',
      ].join('\n');
      for (const name of names) this.parts.set(name, text);
    }
  }
}

/** A few terms a line: the format allows no line of more than 510 characters. */
function sum(terms: Terms): string {
  return [...terms]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(
      ([name, coefficient], at) =>
        `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}${at % 4 === 3 ? '\n' : ''}`,
    )
    .join(' ');
}
