import type { Localized } from '@mingjian/contract/localized';
import type { ReplayColumn, ReplayPart, ReplayRows } from '../aggregation';
import {
  audienceNames,
  cutNames,
  dimensionName,
  groupName,
  type Dataset,
  type DatasetVariable,
} from '../documents';
import { variable } from './export-words';
import { optionsByQuestion } from './question-options';

type DesignColumn = Extract<ReplayColumn['about'], { of: 'design' }>['key'];

const designLabels: Record<DesignColumn, [string, string, DatasetVariable['kind']]> = {
  stratum: ['抽样层（学段/城乡）', 'Stratum (stage/area)', 'text'],
  stage: ['学段', 'Stage', 'text'],
  area: ['城乡', 'Area', 'text'],
  school: ['学校代号', 'School, a pseudonym', 'text'],
  schools_in_stratum: ['层内学校总数', 'Schools in the stratum', 'number'],
  grade: ['年级', 'Grade', 'text'],
  class: ['班级代号', 'Class, a pseudonym', 'text'],
  classes_in_grade: ['本校本年级班级总数', 'Classes of the grade in the school', 'number'],
  person: ['行号', 'Row', 'number'],
  eligible: ['班级（教师为学校）应答对象总数', 'People of the class, or teachers of the school', 'number'],
  base_weight: ['无应答调整后的基础权数', 'Base weight, adjusted for nonresponse', 'number'],
};

/** A replay table as a dataset: one county × audience, with the questionnaire's words. */
export function replayDataset(
  { result, version }: Pick<ReplayPart, 'result' | 'version'>,
  table: ReplayRows,
  name: string,
  weights: Float64Array | null,
): Dataset {
  const words = new Words(version);
  const { columns } = table;
  const variables = columns.map((column) => words.variable(column));
  return {
    name,
    title: {
      zh: `${result.countyCode} ${audienceNames[result.audience].zh}`,
      en: `${result.countyCode} ${audienceNames[result.audience].en}`,
    },
    variables: weights ? [...variables, variable('weight', '最终权数', 'Final weight')] : variables,
    rows: function* () {
      for (let row = 0; row < table.rows; row++) {
        const values = columns.map(({ value }, at) => {
          const each = value(row);
          return each !== null && variables[at]?.kind === 'text' ? String(each) : each;
        });
        yield weights ? [...values, weights[row] ?? null] : values;
      }
    },
  };
}

/** The words of a questionnaire's columns. */
export class Words {
  private readonly options: ReturnType<typeof optionsByQuestion>;
  private readonly items: Map<string, ReplayPart['version']['items'][number]>;

  constructor({ json, items }: ReplayPart['version']) {
    this.options = optionsByQuestion(json);
    this.items = new Map(items.map((item) => [item.code, item]));
  }

  item(code: string): DatasetVariable {
    const item = this.items.get(code);
    const options = this.options.get(code) ?? [];
    const isNumber = options.every(({ value }) => /^-?\d+$/u.test(value));
    const isRated = item?.role === 'scored' || item?.role === 'expectation';
    return {
      name: code,
      label: item?.text ?? { zh: code, en: code },
      kind: isNumber ? 'number' : 'text',
      values: options.map(({ value, text }) => ({ value: isNumber ? Number(value) : value, label: text })),
      // 不适用 is no answer to a rated question.
      ...(isRated && isNumber ? { missing: 0 } : {}),
    };
  }

  /** A raking category, whose name joins the values it is made of. */
  raked(code: string, name: string): DatasetVariable {
    const text = this.items.get(code)?.text ?? { zh: code, en: code };
    return {
      ...variable(name, `加权类别：${text.zh}`, `Raking category: ${text.en}`, 'text'),
    };
  }

  variable({ name, about }: ReplayColumn): DatasetVariable {
    switch (about.of) {
      case 'design': {
        const [zh, en, kind] = designLabels[about.key];
        const labels = about.key === 'stage' || about.key === 'area' ? groupsOf(about.key) : [];
        return { ...variable(name, zh, en, kind), values: labels };
      }
      case 'item':
        return this.item(about.code);
      case 'raking':
        return this.raked(about.code, name);
      case 'score': {
        const of = this.scale(about.scale);
        return about.measure === 'index'
          ? variable(name, `满意度指数（0—100）：${of.zh}`, `Index (0–100): ${of.en}`)
          : variable(name, `满意题目占比（%）：${of.zh}`, `Rated 4 or 5 (%): ${of.en}`);
      }
    }
  }

  private scale({ scope, key }: Extract<ReplayColumn['about'], { of: 'score' }>['scale']): Localized {
    return scope === 'item' ? (this.items.get(key)?.text ?? { zh: key, en: key }) : dimensionName(key);
  }
}

const groups: Record<'stage' | 'area', string[]> = {
  stage: ['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'special'],
  area: ['urban', 'town', 'rural'],
};

function groupsOf(cut: keyof typeof cutNames): { value: string; label: Localized }[] {
  return groups[cut].map((value) => ({ value, label: groupName(value) }));
}
