import type { Localized } from '@mingjian/contract/localized';
import type { DatasetVariable } from '../documents';

/** What is exported, and who may pass it on: printed in every export and said on the page that offers it. */
export type ExportKind = 'results' | 'public' | 'restricted' | 'replay';

export const exportTitles: Record<ExportKind, Localized> = {
  results: { zh: '监测结果', en: 'Monitoring results' },
  public: { zh: '公开微观数据', en: 'Public microdata' },
  restricted: { zh: '内部微观数据', en: 'Restricted microdata' },
  replay: { zh: '重算文件', en: 'Replay files' },
};

export const exportNotes: Record<ExportKind, Localized[]> = {
  results: [
    {
      zh: '每行是一项估计。人数过少或可据以推算的结果不列数值（suppressed = 1）。',
      en: 'A row is an estimate. Results of too few people, or that would give such away, have no numbers (suppressed = 1).',
    },
    {
      zh: '报告被接受后，可随报告一并提供。',
      en: 'May be passed on together with the report once that is accepted.',
    },
  ],
  public: [
    {
      zh: '逐份答卷，已粗化：不含学校、班级、学段、城乡、权数和作答时间；人数过少的类别不列。',
      en: 'One row an answer, coarsened: no school, class, stage, area, weight or time; categories of few people are left out.',
    },
    {
      zh: '可以对外提供。不加权，不能据以复算报告中的数值，也不得用于识别个人。',
      en: 'May be passed on. It has no weights, so the report’s numbers cannot be repeated from it. It must not be used to find out who answered.',
    },
  ],
  restricted: [
    {
      zh: '逐份答卷，含权数、抽样层和学校、班级代号；不含姓名、学校名称和作答时间。',
      en: 'One row an answer, with weights, strata and pseudonyms of school and class; no name, no school’s name, no time.',
    },
    {
      zh: '仅限受托机构和审计人员用于分析和复核。不得对外提供，不得与其他名单比对。下载已记入审计日志。',
      en: 'For the agency and auditors only, for analysis and checking. It must not be passed on or held against other lists. The download is in the audit log.',
    },
  ],
  replay: [
    {
      zh: '每个县（市、区）和对象一个文件夹：PLAN.json 是估计方案，answers.csv 是逐份答卷。运行 npm run --silent estimate -- PLAN.json，得到与公布结果相同的数值；回复中的编号加上分组的取值即结果编号。',
      en: 'A folder for each county and audience: PLAN.json is the plan, answers.csv the answers. npm run --silent estimate -- PLAN.json gives the published numbers again; an id of the reply with the value of its group at the end is the id of the result.',
    },
    {
      zh: 'with-excluded 文件夹含已排除的答卷，用于复算“不作排除时的总体指数”。',
      en: 'The folder with-excluded holds the excluded answers too, for the index with nothing excluded.',
    },
    {
      zh: 'open-link 文件夹含经开放链接的答卷，不属于样本：只用于复算报告中“开放链接”的指数和满意率；复算时打印的标准误和区间没有意义，不得引用。',
      en: 'The folder open-link holds the answers by the open link, which are no part of the sample: only for the index and rate that the report gives of it. The standard error and interval that repeating it prints mean nothing and must not be quoted.',
    },
    {
      zh: '其中含被隐去的结果。仅限受托机构和审计人员用于复核，不得对外提供。下载已记入审计日志。',
      en: 'Suppressed results can be worked out from it. For the agency and auditors only, for checking; it must not be passed on. The download is in the audit log.',
    },
  ],
};

export const variable = (
  name: string,
  zh: string,
  en: string,
  kind: DatasetVariable['kind'] = 'number',
): DatasetVariable => ({ name, label: { zh, en }, kind });
