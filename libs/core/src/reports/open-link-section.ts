import type { Block, ValueRef } from '@mingjian/contract/reports';
import { audienceNames, capital } from '../documents';
import { resultsInOrder, type ReportMaterial } from './material';
import { isTold, opinionBlocks } from './opinion-section';
import { heading, paragraph, quote, table, words } from './words';

/** 开放链接: what those said who answered without a code, in a place of its own and without intervals. */
export function openLinkSection(material: ReportMaterial): Block[] {
  const results = resultsInOrder(material.results).filter(({ openLink }) => openLink !== null);
  if (results.length === 0) return [];
  const ref = (audience: string, show: Extract<ValueRef, { of: 'open-link' }>['show']): ValueRef => ({
    of: 'open-link',
    audience,
    show,
  });
  return [
    heading(1, '开放链接收到的回答', 'Answers by the open link'),
    paragraph('open-link-about', [
      '除抽样调查外，本次监测还公开了一个不需要作答码的链接。经此作答的人不是随机抽取的，谁来作答、为何作答无从得知，所以这些回答不是样本：单独列出，不计误差，不作推断，也不计入本报告其他任何数字。',
      'Besides the sample survey there was a public link that needs no code. Who answered by it was not drawn at random, and nobody knows who came and why; so these answers are no sample. They stand apart, carry no margin of error, support no inference, and enter no other number of this report.',
    ]),
    table(
      'open-link-table',
      words('开放链接收到的回答（非概率样本）', 'Answers by the open link (not a probability sample)'),
      [
        [words('对象', 'Audience'), 1.4, 'left'],
        [words('回答（份）', 'Answers'), 1, 'right'],
        [words('指数', 'Index'), 1, 'right'],
        [words('满意率（%）', 'Rate (%)'), 1, 'right'],
      ],
      results.map(({ audience }) => {
        const name = capital(audienceNames[audience]);
        return {
          cells: [
            [quote(name.zh, name.en)],
            [ref(audience, 'answers')],
            [ref(audience, 'index')],
            [ref(audience, 'top2')],
          ],
        };
      }),
      words(
        '指数和满意率按人口结构作了调整（与抽样调查使用同一总体数据；人数过少的类别先合并，合并为一类的即未作调整），仍不能代表总体。',
        'Index and rate are adjusted to the make-up of the population, to the same totals as the sample survey (small categories are joined first; where all are joined into one, nothing is adjusted), and still do not stand for it.',
      ),
    ),
    ...writtenBlocks(material),
  ];
}

/** What was written by the open link: counted apart, so that nobody can swell a theme of the sample by coming often. */
function writtenBlocks(material: ReportMaterial): Block[] {
  const written = material.opinions.filter(({ evidence }) => evidence === 'open-link');
  if (written.length === 0) return [];
  const heard = written.filter(isTold);
  return [
    paragraph('open-link-opinions', [
      '经开放链接写下的意见同样先自动隐去可识别身份的内容，再按关键词归入主题，但与样本的意见分开计数。有话要说的人更可能主动打开链接，所以人数多少不说明看法是否普遍。',
      'What was written by the open link is redacted and sorted into themes by keywords in the same way, but counted apart from the sample. Who has something to say is likelier to open such a link, so numbers here do not tell how common a view is.',
    ]),
    ...(heard.length === 0
      ? [
          paragraph('open-link-opinions-none', [
            '留言人数未达到公布要求，不作归类。',
            'Too few people wrote for their texts to be grouped.',
          ]),
        ]
      : heard.flatMap((each) => opinionBlocks(material, each))),
  ];
}
