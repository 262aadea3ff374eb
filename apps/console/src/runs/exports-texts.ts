import { defineTexts } from '../language';

export const useExportTexts = defineTexts(
  'exports',
  {
    title: '导出',
    about: '各种格式内容相同，不截断。CSV 和 SPSS 为压缩包，内附编码手册。每次下载记入审计日志。',
    results: '监测结果',
    resultsAbout: '全部估计值、标准误、置信区间和有效答卷数；隐去的结果不列数值。',
    resultsWho: '报告被接受后，可随报告提供。',
    public: '公开微观数据',
    publicAbout:
      '逐份答卷，已粗化：只有县（市、区）、合并后的基本信息和各题回答，没有学校、班级、学段、城乡和权数。',
    publicWho: '可以对外提供。',
    restricted: '内部微观数据',
    restrictedAbout: '逐份答卷，含权数、抽样层和学校、班级代号，供在 SPSS、R 中分析。',
    restrictedWho: '仅限受托机构和审计人员，不得外传，不得与其他名单比对。',
    replay: '重算文件',
    replayAbout:
      '每个县（市、区）和对象的估计方案（PLAN.json）和答卷（answers.csv）。用 estimate 命令可复算每个公布的数值，用 verify-report 命令可核对报告。',
    replayWho: '仅限受托机构和审计人员复核使用，不得外传：从中可以算出被隐去的结果。',
    zip: '压缩包',
  },
  {
    title: 'Exports',
    about:
      'All formats hold the same and are never cut short. CSV and SPSS come as a zip with a codebook. Every download is in the audit log.',
    results: 'Results',
    resultsAbout:
      'All estimates with standard error, interval and answers used; suppressed ones have no numbers.',
    resultsWho: 'May be passed on together with the report once that is accepted.',
    public: 'Public microdata',
    publicAbout:
      'One row an answer, coarsened: county, joined background categories and the answers; no school, class, stage, area or weight.',
    publicWho: 'May be passed on.',
    restricted: 'Restricted microdata',
    restrictedAbout:
      'One row an answer, with weights, strata and pseudonyms of school and class, for analysis in SPSS or R.',
    restrictedWho: 'Agency and auditors only. Not to be passed on or held against other lists.',
    replay: 'Replay files',
    replayAbout:
      'Plan (PLAN.json) and answers (answers.csv) of each county and audience. The estimate command repeats every published number from them, verify-report checks a report against them.',
    replayWho:
      'Agency and auditors only, for checking. Not to be passed on: suppressed results can be worked out from them.',
    zip: 'Zip',
  },
);
