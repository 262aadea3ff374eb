import { scoreOn, type MeasuredScale } from './measures';
import type { Measure } from '@mingjian/contract/aggregation';
import type { PlacedAnswer } from './canonical-order';
import { numberOf, type PlanColumns } from './plan';
import type { RakedItem } from './raking-categories';

/** What a value of a column is; null where it is missing. */
export type ReplayValue = string | number | null;

/** A column of the replay table; `about` says where its words come from (see codebook.ts). */
export interface ReplayColumn {
  name: string;
  about:
    | { of: 'design'; key: DesignColumn }
    | { of: 'item'; code: string }
    | { of: 'raking'; code: string }
    | { of: 'score'; measure: Measure; scale: MeasuredScale };
  value: (row: number) => ReplayValue;
}

export type DesignColumn =
  | 'stratum'
  | 'stage'
  | 'area'
  | 'school'
  | 'schools_in_stratum'
  | 'grade'
  | 'class'
  | 'classes_in_grade'
  | 'person'
  | 'eligible'
  | 'base_weight';

/** Where a school has no grades. */
const NO_GRADE = 'none';

export const rakingColumn = (code: string) => `rake.${code}`;
export const scoreColumn = (measure: Measure, { scope, key }: Pick<MeasuredScale, 'scope' | 'key'>) =>
  [measure, scope, ...(key === '' ? [] : [key])].join('.');

/**
 * 重算表: one row for each answer of a county × audience, with everything a plan needs and no name: what the platform
 * estimates from, and what is written to the restricted replay file. Values are made when asked for.
 */
export class ReplayTable implements PlanColumns {
  readonly columns: ReplayColumn[];
  private readonly numeric = new Map<string, Float64Array>();
  private readonly named = new Map<string, ReturnType<PlanColumns['coded']>>();

  constructor(
    private readonly placed: readonly PlacedAnswer[],
    baseWeight: Float64Array,
    raked: readonly RakedItem[],
    itemCodes: readonly string[],
    scales: readonly MeasuredScale[],
  ) {
    const at = (row: number) => placed[row] as PlacedAnswer;
    const design = (key: DesignColumn, value: (row: number) => ReplayValue): ReplayColumn => ({
      name: key,
      about: { of: 'design', key },
      value,
    });
    const hasClasses = placed.some(({ cell }) => cell.classKey !== null);
    this.columns = [
      design('stratum', (row) => stratumOf(at(row).cell)),
      design('stage', (row) => at(row).cell.stage),
      design('area', (row) => at(row).cell.area),
      design('school', (row) => at(row).school),
      design('schools_in_stratum', (row) => at(row).cell.schoolsInStratum),
      ...(hasClasses
        ? [
            design('grade', (row) => at(row).cell.grade ?? NO_GRADE),
            design('class', (row) => at(row).class),
            design('classes_in_grade', (row) => at(row).cell.classesInGrade ?? 1),
          ]
        : []),
      design('person', (row) => row + 1),
      design('eligible', (row) => at(row).cell.eligible),
      design('base_weight', (row) => baseWeight[row] ?? null),
      ...raked.map(({ code, categories }): ReplayColumn => ({
        name: rakingColumn(code),
        about: { of: 'raking', code },
        value: (row) => categories[row] ?? null,
      })),
      ...itemCodes.map((code): ReplayColumn => ({
        name: code,
        about: { of: 'item', code },
        value: (row) => plain(at(row).answers[code]),
      })),
      ...scales.flatMap((scale) =>
        (['index', 'top2'] as const).map((measure): ReplayColumn => ({
          name: scoreColumn(measure, scale),
          about: { of: 'score', measure, scale },
          value: (row) => score(measure, scale, at(row)),
        })),
      ),
    ];
  }

  get rows(): number {
    return this.placed.length;
  }

  numbers(name: string): Float64Array {
    const known = this.numeric.get(name);
    if (known) return known;
    const { value } = this.column(name);
    const numbers = Float64Array.from({ length: this.rows }, (_, row) => {
      const each = value(row);
      return typeof each === 'number' ? each : numberOf(each ?? '', name, row);
    });
    this.numeric.set(name, numbers);
    return numbers;
  }

  coded(name: string): ReturnType<PlanColumns['coded']> {
    const known = this.named.get(name);
    if (known) return known;
    const { value } = this.column(name);
    const seen = new Map<string, number>();
    const codes = Int32Array.from({ length: this.rows }, (_, row) => {
      const each = value(row);
      if (each === null) return -1;
      const text = String(each);
      const code = seen.get(text) ?? seen.size;
      seen.set(text, code);
      return code;
    });
    const texts = [...seen.keys()];
    const column = { codes, size: texts.length, text: (code: number) => texts[code] ?? '' };
    this.named.set(name, column);
    return column;
  }

  private column(name: string): ReplayColumn {
    const found = this.columns.find((column) => column.name === name);
    if (!found) throw new Error(`the replay table has no column ${name}`);
    return found;
  }
}

/** Schools that were certain to be drawn are no sample of the others. */
function stratumOf({ stage, area, certain }: PlacedAnswer['cell']): string {
  return certain ? `${stage}/${area}/certain` : `${stage}/${area}`;
}

function plain(value: unknown): ReplayValue {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function score(measure: Measure, scale: MeasuredScale, { answers }: PlacedAnswer): number | null {
  const found = scoreOn(scale, answers);
  if (!found) return null;
  return (measure === 'index' ? found.points * 25 : found.satisfied * 100) / found.valid;
}
