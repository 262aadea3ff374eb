import type { Result } from '@mingjian/contract/aggregation';
import type { Block } from '@mingjian/contract/reports';
import { countRef, estimateRef, overallId, resultsInOrder, thisYear, type ReportMaterial } from './material';
import { audienceNames, capital } from '../documents';
import { heading, paragraph, quote, table, words, type Part } from './words';

/** 调查概况: who was asked, when and how many answered, how the answers were weighted, and what is not claimed. */
export function surveySection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results);
  if (results.length === 0) return [];
  const right = 'right' as const;
  return [
    heading(1, '调查概况', 'About the survey'),
    heading(2, '对象与方式', 'Who was asked, and how'),
    paragraph(
      'survey-how',
      [
        '本次监测面向公众（样本班级学生家长）、教师和学生三类对象，按县（市、区）、学段和城乡分层随机抽取学校，再在样本学校内抽取班级和教师。作答者凭一次性作答码匿名填写，平台不记录作答码与答卷的对应关系。',
        'The survey covers the public (parents of the sampled classes), teachers and students. Schools were drawn at random within strata of county, stage and area, then classes and teachers within the sampled schools. People answered anonymously with one-time codes; the platform keeps no link between a code and an answer.',
      ],
      ...(material.fieldworkUntil === null
        ? []
        : [
            ['调查截止日期为', ' Fieldwork was due to end on '] as const,
            { of: 'date', which: 'fieldwork' } as const,
            ['。', '.'] as const,
          ]),
    ),
    heading(2, '样本与回收', 'Sample and response'),
    paragraph(
      'survey-response',
      thisYear,
      ['年共邀请', ': '],
      countRef('', 'invited'),
      ['人，收到答卷', ' people were invited and '],
      countRef('', 'answered'),
      ...excludedWords(results),
      [
        '排除只影响计算，不删除答卷，排除前后的结果见附录。',
        'An exclusion leaves the answer in place; results with and without are in the annex.',
      ],
    ),
    table(
      'survey-table',
      words('抽样与回收情况', 'Sample and response'),
      [
        [words('对象', 'Audience'), 1.1, 'left'],
        [words('总体（人）', 'Population'), 1.1, right],
        [words('邀请（人）', 'Invited'), 1, right],
        [words('答卷（份）', 'Answers'), 1, right],
        [words('排除（份）', 'Excluded'), 1, right],
        [words('应答率', 'Response'), 1, right],
        [words('设计效应', 'Design effect'), 1, right],
        [words('有效样本量', 'Effective n'), 1.15, right],
      ],
      results.map(({ audience }) => {
        const name = capital(audienceNames[audience]);
        return {
          cells: [
            [quote(name.zh, name.en)],
            [countRef(audience, 'weightSum')],
            [countRef(audience, 'invited')],
            [countRef(audience, 'answered')],
            [countRef(audience, 'excluded')],
            [countRef(audience, 'responseRate')],
            [{ ...estimateRef(audience, overallId, 'deff') }],
            [countRef(audience, 'effectiveN')],
          ],
        };
      }),
      words(
        '总体为权重之和，即所代表的人数；设计效应为总体满意度指数的方差与同等规模简单随机抽样方差之比；有效样本量按权重离散程度计算，未计整群影响。',
        'Population is the sum of the weights, the people stood for. Design effect: variance of the overall index over that of a simple random sample of the same size. Effective n follows from the spread of the weights and ignores clustering.',
      ),
    ),
    heading(2, '加权与误差', 'Weighting and error'),
    paragraph(
      'survey-weighting',
      [
        '各项结果均按抽样概率加权，在层内作无应答调整，并以经审核的总体数据校准。置信水平为',
        'All results are weighted by the probability of selection, adjusted for nonresponse within strata and calibrated to audited totals. Intervals stand at ',
      ],
      { of: 'confidence' },
      [
        '，置信区间按分层整群抽样设计计算。两组结果的差距超出抽样误差时，本报告才使用“高于”“低于”等表述。',
        ' and follow the stratified cluster design. This report says “above” or “below” only where a gap exceeds sampling error.',
      ],
    ),
    heading(2, '不作推断的事项', 'What is not claimed'),
    paragraph('survey-limits', [
      '加权只能修正与校准变量有关的无应答偏差；若满意程度本身影响作答意愿，结果可能存在未能修正的偏差。公众结果仅代表样本班级所在学段的学生家长，不代表全体居民。本报告不对县（市、区）排名，不对学校和个人作出评价，也不将满意度的高低直接归因于某项工作。',
      'Weighting corrects only nonresponse that is related to the calibration variables; where satisfaction itself decides who answers, a bias may remain. Results for the public stand for parents of the sampled stages, not for all residents. This report ranks no county, judges no school or person, and does not attribute satisfaction to any single cause.',
    ]),
  ];
}

/** A dash for a number that is withheld would be read as 一, one. */
function excludedWords(results: readonly Result[]): Part[] {
  if (results.some(({ excluded }) => excluded === null))
    return [
      [
        '份；经双人确认排除的份数过少，不予公布。',
        ' answered; too few answers to be told were excluded by the decision of two people. ',
      ],
    ];
  return [
    ['份；经双人确认排除', ' answered; '],
    countRef('', 'excluded'),
    ['份。', ' answers were excluded by the decision of two people. '],
  ];
}
