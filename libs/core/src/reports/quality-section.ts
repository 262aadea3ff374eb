import type { Block } from '@mingjian/contract/reports';
import { tallyRef, type ReportMaterial } from './material';
import { heading, paragraph } from './words';

/** 数据质量声明 */
export function qualitySection(material: ReportMaterial): Block[] {
  const hasSurvey = material.results.length > 0;
  return [
    heading(1, '数据质量声明', 'Statement on data quality'),
    ...(hasSurvey
      ? [
          paragraph('quality-survey', [
            '调查数据由平台在线收集。答卷未经人工修改；可疑答卷只作标记，经两人确认后方在计算中排除。工作人员不能查看个人答卷，作答码与答卷之间不存在可以还原的对应关系。',
            'Survey data were collected online. No answer was edited; suspicious ones were only marked, and left out of the computation after two people had confirmed it. Staff cannot see individual answers, and nothing links a code to an answer.',
          ]),
        ]
      : []),
    paragraph(
      'quality-indicators',
      [
        '指标数据由县（市、区）填报并注明来源和佐证，',
        'Indicator data were filed by the county with source and evidence; of ',
      ],
      tallyRef('all'),
      ['项三级指标中有', ' level-three indicators, '],
      tallyRef('filed'),
      [
        '项取得本年数据。平台核对取值范围和阈值，不对填报内容的真实性作出保证；真实性由填报单位负责。',
        ' have a value for this year. The platform checks ranges and thresholds and does not vouch for their truth, which is for those who filed them.',
      ],
    ),
    paragraph('quality-numbers', [
      '报告中的数值均由结果文件和指标数据直接生成，未经手工录入；各种格式的报告来自同一数据模型，数值一致。',
      'Every number in this report comes from the result files and the indicator data; none was typed. All formats are made from one model and hold the same numbers.',
    ]),
  ];
}
