import type { Block, Opinions } from '@mingjian/contract/reports';
import { audienceNames, capital } from '../documents';
import type { ReportMaterial } from './material';
import { themeName } from './opinion-themes';
import { heading, paragraph, quote, table, words, type Row } from './words';

/** 留言: what people wrote, by theme; words of theirs only after the agency has released them. */
export function opinionSection(material: ReportMaterial): Block[] {
  const sampled = material.opinions.filter(({ evidence }) => evidence === undefined);
  const heard = sampled.filter(isTold);
  if (sampled.length === 0) return [];
  return [
    heading(1, '开放意见', 'What people wrote'),
    paragraph('opinions-lead', [
      '问卷末尾请作答者自愿留言。留言先自动隐去电话、证件号、姓名、学校等可识别身份的内容，再按关键词归入主题；一条留言可以归入几个主题，未含所列关键词的不归类。归类只表明提到某事，不表明评价高低。提到某一主题的人数未达到公布要求时，不列出人数。',
      'At the end of the form people may write. Telephone and identity numbers, names, schools and the like are taken out automatically, then texts are sorted into themes by keywords; a text may belong to several, and one without any keyword to none. A theme says what was mentioned, not how it was judged. Where too few people mention a theme, their number is not given.',
    ]),
    ...(heard.length === 0
      ? [
          paragraph('opinions-none', [
            '留言人数未达到公布要求，不作归类。',
            'Too few people wrote for their texts to be grouped.',
          ]),
        ]
      : heard.flatMap((each) => opinionBlocks(material, each))),
  ];
}

/** Whether enough people wrote for their themes to be counted. */
export const isTold = ({ wrote }: Opinions): boolean => wrote !== null && wrote > 0;

/** Themes and released words of one audience; those of the open link are named so in every title. */
export function opinionBlocks(material: ReportMaterial, { audience, evidence, themes }: Opinions): Block[] {
  const who = capital(audienceNames[audience]);
  const by = evidence ? { zh: '（开放链接）', en: ' (open link)' } : { zh: '', en: '' };
  const id = evidence ? `${evidence}-${audience}` : audience;
  const told = themes.filter(({ people }) => people !== null && people > 0);
  const quotations = material.quotations.filter(
    (each) => each.audience === audience && each.evidence === evidence,
  );
  const of = { of: 'opinion', audience, ...(evidence ? { evidence } : {}) } as const;
  return [
    paragraph(
      `opinions-${id}`,
      quote(`${who.zh}${by.zh}`, `${who.en}${by.en}`),
      ['：', ': '],
      { ...of, theme: '', show: 'people' },
      told.length === 0
        ? [
            '人留言，各主题提及人数均未达到公布要求。',
            ' people wrote; no theme was mentioned by enough of them.',
          ]
        : ['人留言，提及较多的主题见下表。', ' people wrote; the themes mentioned most are in the table.'],
    ),
    ...(told.length === 0
      ? []
      : [
          table(
            `opinions-${id}-table`,
            words(
              `${who.zh}留言的主题${by.zh}`,
              `Themes of what ${audienceNames[audience].en} wrote${by.en}`,
            ),
            [
              [words('主题', 'Theme'), 3, 'left'],
              [words('提及（人）', 'People'), 1, 'right'],
              [words('占留言者（%）', 'Share of those who wrote (%)'), 1.4, 'right'],
            ],
            told.map(({ theme }): Row => {
              const name = themeName(theme);
              const ref = { ...of, theme } as const;
              return {
                cells: [[quote(name.zh, name.en)], [{ ...ref, show: 'people' }], [{ ...ref, show: 'share' }]],
              };
            }),
            words(
              '按关键词归类，未加权；不代表全体作答者。',
              'Grouped by keywords, unweighted; it does not stand for all who answered.',
            ),
          ),
        ]),
    ...(quotations.length === 0
      ? []
      : [
          table(
            `quotations-${id}`,
            words(
              evidence
                ? `${who.zh}留言摘录（开放链接，已隐去身份信息）`
                : `${who.zh}留言摘录（已隐去身份信息）`,
              `What ${audienceNames[audience].en} wrote${by.en}, redacted`,
            ),
            [
              [words('主题', 'Theme'), 1.2, 'left'],
              [words('原文', 'Words'), 4, 'left'],
            ],
            quotations.map(({ theme, text }): Row => {
              const name = themeName(theme);
              return { cells: [[quote(name.zh, name.en)], [quote(text)]] };
            }),
            words(
              '由机构核对后放行；每个主题按固定规则取长度适中的几条，不因内容取舍。',
              'Released by the agency after reading; for each theme a few texts of middle length are taken by a fixed rule, not for what they say.',
            ),
          ),
        ]),
  ];
}
