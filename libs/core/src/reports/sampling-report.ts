import type { Sample, SampledSchool } from '@mingjian/contract/distribution';
import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import type { County } from '@mingjian/contract/registry';
import {
  audienceNames,
  capital,
  groupName,
  headingNumbers,
  type ResolvedBlock,
  type ResolvedDocument,
} from '../documents';
import { today } from '../platform';

export interface SamplingReportMaterial {
  sample: Sample;
  schools: readonly SampledSchool[];
  counties: readonly County[];
  cycleTitle: Localized;
  agency: string;
  /** Asia/Shanghai calendar day of the draw. */
  drawnOn: string;
}

type Cell = string | number | readonly [value: number | null, decimals: number];

/** 抽样报告: the plan, each stratum held against the frame, and the precision to be expected, as it was drawn. */
export function samplingReport(material: SamplingReportMaterial, language: Language): ResolvedDocument {
  const { sample, agency, drawnOn } = material;
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const number = headingNumbers(language);
  const counties = new Map(
    material.counties.map(({ code, nameZh, nameEn }) => [code, language === 'en' ? nameEn : nameZh]),
  );
  const heading = (zh: string, en: string): ResolvedBlock => ({
    kind: 'heading',
    level: 1,
    text: number(1) + say(zh, en),
  });
  const paragraph = (id: string, text: string): ResolvedBlock => ({
    kind: 'paragraph',
    id,
    text,
    parts: [],
    notes: [],
    edited: null,
  });
  let tables = 0;
  const table = (
    id: string,
    title: string,
    columns: [head: string, width: number, align: 'left' | 'right'][],
    rows: Cell[][],
    notes: string[] = [],
  ): ResolvedBlock => {
    tables += 1;
    return {
      kind: 'table',
      id,
      caption: language === 'en' ? `Table ${tables}. ${title}` : `表${tables}\u3000${title}`,
      head: columns.map(([head]) => head),
      widths: columns.map(([, width]) => width),
      align: columns.map(([, , align]) => align),
      rows: rows.map((cells) => ({
        mark: '',
        cells: cells.map((cell) => ({ text: printed(cell), parts: [], value: null })),
      })),
      notes,
    };
  };
  const printed = (cell: Cell): string => {
    if (typeof cell === 'string') return cell;
    const [value, decimals] = typeof cell === 'number' ? [cell, 0] : cell;
    return value === null ? '—' : value.toFixed(decimals);
  };
  const place = (code: string) => counties.get(code) ?? code;
  const audience = (key: Sample['precision'][number]['audience']) =>
    inLanguage(capital(audienceNames[key]), language);
  const replaced = material.schools.flatMap(({ replacements }) => replacements);
  const replacementBlocks = (): ResolvedBlock[] =>
    replaced.length === 0
      ? [paragraph('replaced', say('没有学校被替换。', 'No school has been replaced.'))]
      : [
          table(
            'replaced',
            say('已替换的学校', 'Schools replaced'),
            [
              [say('原学校', 'Instead of'), 2, 'left'],
              [say('替换为', 'Stands in'), 2, 'left'],
              [say('原因', 'Reason'), 2.4, 'left'],
              [say('操作人', 'By'), 0.9, 'left'],
              [say('日期', 'On'), 1.1, 'left'],
            ],
            replaced.map(({ from, to, reason, by, at }) => [
              `${from.name} ${from.code}`,
              `${to.name} ${to.code}`,
              reason,
              by,
              today(new Date(at)),
            ]),
            [
              say(
                '替换学校的学生数与原学校不同，因此按规模抽取时 Σ学生/π 不再恰好等于名册学生数。',
                'A substitute has other numbers of pupils, so that under PPS Σ pupils/π is no longer exactly that of the frame.',
              ),
            ],
          ),
        ];
  const { plan } = sample;
  const title = say('抽样报告', 'Sampling report');
  return {
    language,
    title,
    county: title,
    subtitle: inLanguage(material.cycleTitle, language),
    agency,
    composedOn: drawnOn,
    cycle: inLanguage(material.cycleTitle, language),
    cover: [
      { label: say('抽样机构', 'Drawn for'), value: agency },
      { label: say('抽取人', 'Drawn by'), value: sample.drawnBy },
      { label: say('抽取日期', 'Drawn on'), value: drawnOn },
      { label: say('随机种子', 'Seed'), value: String(plan.seed) },
    ],
    blocks: [
      heading('抽样方案', 'The plan'),
      paragraph('plan', planSentence(plan, language)),
      table(
        'settings',
        say('方案设定', 'Settings'),
        [
          [say('项目', 'Item'), 2, 'left'],
          [say('设定', 'Setting'), 3, 'left'],
        ],
        [
          [
            say('年级', 'Grades'),
            plan.grades
              .map(({ stage, grade }) => `${inLanguage(groupName(stage), language)} ${grade}`)
              .join(' · '),
          ],
          [say('全部抽取的上限（所）', 'Taken whole up to (schools)'), plan.takeAllUpTo],
          [say('每层至少（所）', 'At least a stratum (schools)'), plan.minimumPerStratum],
          [say('每个年级抽取班级（个）', 'Classes a grade'), plan.classesPerGrade],
          [say('每校教师至多（人）', 'Teachers a school, at most'), plan.teachersPerSchool],
          [say('方案校验值', 'Hash of the plan'), sample.planHash.slice(0, 32)],
          [say('名册校验值', 'Hash of the frame'), sample.frameHash.slice(0, 32)],
        ],
        [
          say(
            '同一名册、同一方案和种子，抽出的样本相同；校验值可与审计日志核对。',
            'The same frame, plan and seed give the same sample; the hashes stand in the audit log.',
          ),
        ],
      ),
      heading('预期精度', 'Expected precision'),
      paragraph(
        'assumptions',
        say(
          `按应答率 ${(100 * plan.assumptions.responseRate).toFixed(0)}%、个人指数标准差 ${plan.assumptions.sd} 分、班内（校内）相关系数 ${plan.assumptions.icc} 估计。误差为95%置信区间的一半，单位为分；它只用于判断样本是否够大，实际误差由作答数据计算。`,
          `Assuming a response rate of ${(100 * plan.assumptions.responseRate).toFixed(0)}%, a standard deviation of ${plan.assumptions.sd} points and a correlation of ${plan.assumptions.icc} within a class or school. The margin is half of the 95% interval, in points; what counts is what is computed from the answers.`,
        ),
      ),
      table(
        'precision',
        say('总体满意度指数的预期误差', 'Expected margin of error of the overall index'),
        [
          [say('县（市、区）', 'County'), 1.6, 'left'],
          [say('对象', 'Audience'), 1, 'left'],
          [say('学校', 'Schools'), 0.8, 'right'],
          [say('邀请', 'Invited'), 0.9, 'right'],
          [say('预计答卷', 'Answers'), 1, 'right'],
          [say('设计效应', 'Design effect'), 1, 'right'],
          [say('误差（±分）', 'Margin (±)'), 1.1, 'right'],
        ],
        sample.precision.map((row) => [
          place(row.countyCode),
          audience(row.audience),
          row.schools,
          row.invited,
          [row.answers, 0],
          [row.deff, 2],
          [row.marginOfError, 2],
        ]),
      ),
      heading('各层抽取与入样概率', 'Strata and inclusion probabilities'),
      table(
        'strata',
        say('各层与抽样框的核对', 'Each stratum against the frame'),
        [
          [say('县（市、区）', 'County'), 1.5, 'left'],
          [say('学段', 'Stage'), 1.3, 'left'],
          [say('城乡', 'Area'), 0.8, 'left'],
          ['N', 0.6, 'right'],
          ['n', 0.6, 'right'],
          ['π', 1.4, 'right'],
          ['Σ1/π', 0.9, 'right'],
          [say('学生', 'Pupils'), 0.9, 'right'],
          [say('Σ学生/π', 'Σ pupils/π'), 1, 'right'],
        ],
        sample.strata.map((row) => [
          place(row.countyCode),
          inLanguage(groupName(row.stage), language),
          inLanguage(groupName(row.area), language),
          row.schoolsInFrame,
          row.schoolsDrawn,
          row.inclusionProbability === row.largestProbability
            ? row.inclusionProbability.toFixed(3)
            : `${row.inclusionProbability.toFixed(3)}–${row.largestProbability.toFixed(3)}`,
          [row.expanded, 2],
          row.pupilsInFrame,
          [row.expandedPupils, 0],
        ]),
        [
          say(
            '等概率抽取时 Σ1/π 等于名册学校数 N；按规模抽取时 Σ学生/π 等于名册学生数。',
            'Under equal chances Σ1/π equals N, the schools of the frame; under PPS Σ pupils/π equals its pupils.',
          ),
        ],
      ),
      heading('样本学校与替换学校', 'Drawn schools and substitutes'),
      paragraph(
        'substitutes',
        say(
          '替换学校随抽样排定：同一层内未入样、开设同一年级、规模最接近的学校，至多两所，每所只列一次。样本学校确实无法参加时按顺序替换并记录原因；替换学校沿用原学校的入样概率。',
          'Substitutes were declared with the draw: at most two schools of the same stratum that were not drawn, teach the same grades and are nearest in size, each listed once. Where a school cannot take part they follow in order, with the reason recorded, and take over its inclusion probability.',
        ),
      ),
      table(
        'schools',
        say('样本学校', 'Drawn schools'),
        [
          [say('县（市、区）', 'County'), 1.2, 'left'],
          [say('层', 'Stratum'), 1.7, 'left'],
          [say('抽取的学校', 'Drawn'), 2.3, 'left'],
          ['π', 0.6, 'right'],
          [say('替换学校（按顺序）', 'Substitutes, in order'), 3.4, 'left'],
        ],
        material.schools.map((row) => [
          place(row.countyCode),
          `${inLanguage(groupName(row.stage), language)} ${inLanguage(groupName(row.area), language)}`,
          `${row.drawn.name} ${row.drawn.code}`,
          [row.inclusionProbability, 3],
          row.substitutes
            .map(({ code, name }, index) => `${index + 1}. ${name} ${code}`)
            .join(language === 'en' ? '; ' : '；') || '—',
        ]),
      ),
      ...replacementBlocks(),
    ],
  };
}

function planSentence({ selection, allocation, fraction }: Sample['plan'], language: Language): string {
  const chosen = {
    equal: { zh: '层内学校等概率简单随机抽取', en: 'schools of a stratum are a simple random sample' },
    pps: {
      zh: '层内学校按学生数的概率比例系统抽取，机会将超过1的学校必定入样',
      en: 'schools of a stratum are drawn systematically with chances proportional to pupils, those whose chance would pass 1 with certainty',
    },
  }[selection];
  const percent = `${(100 * fraction).toFixed(0)}%`;
  const shared = {
    fraction: { zh: `各层抽取${percent}`, en: `${percent} of each stratum` },
    proportional: { zh: '每县学校数按学生数分配到各层', en: 'a county’s schools are shared by pupils' },
    neyman: {
      zh: '每县学校数按学生数与标准差之积分配到各层（奈曼分配）',
      en: 'a county’s schools are shared by pupils times deviation (Neyman)',
    },
  }[allocation.rule];
  return language === 'en'
    ? `Strata are county × stage × area. Of the schools, ${shared.en}; ${chosen.en}. Then classes of the grades named below are drawn at random, and teachers of the same schools. Pupils and their parents share the classes.`
    : `以县（市、区）×学段×城乡分层。${shared.zh}，${chosen.zh}；再在样本学校内随机抽取下列年级的班级和教师，学生与家长同班。`;
}
