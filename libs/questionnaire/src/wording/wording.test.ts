import { describe, expect, it } from 'vitest';
import type { Item } from '../item';
import { wordingRemarks } from '.';

const item = (zh: string, en = '', role: Item['role'] = 'scored'): Item => ({
  code: 'P-01',
  role,
  text: { zh, en },
  dimension: 'quality',
  indicatorCode: null,
  correctValue: null,
});
const rules = (zh: string, en = '', audience: 'public' | 'student' = 'public') =>
  wordingRemarks([item(zh, en)], audience).map(({ rule, found }) => `${rule} ${found}`);

describe('wording', () => {
  it('that is plain gets no remark', () => {
    expect(rules('您对学校的午餐满意吗？', 'How satisfied are you with the school lunch?')).toEqual([]);
    expect(rules('您对教师和校长的工作满意吗？', 'Are you satisfied with teachers and heads?')).toEqual([]);
  });

  it('that asks two things at once is noticed in both languages', () => {
    expect(rules('学校的收费合理，以及信息公开吗？')).toEqual(['double 以及']);
    expect(rules('老师关心我和尊重我')).toEqual(['double 和']);
    expect(rules('好', 'The school is safe and the teachers are helpful.')).toEqual(['double and']);
  });

  it('that denies, leads or exaggerates is noticed', () => {
    expect(rules('学校没有乱收费')).toEqual(['negative 没有']);
    expect(rules('您一定对优秀的教师满意吧？')).toEqual(['leading 您一定']);
    expect(rules('所有教师都关心学生')).toEqual(['absolute 所有']);
    expect(rules('好', 'The school never charges too much.')).toEqual(['negative never', 'absolute never']);
  });

  it('that is long is noticed sooner for pupils, and only where an answer is rated', () => {
    const text = '我觉得学校里的老师上课讲得清楚下课也愿意听我说心里话';
    expect(rules(text)).toEqual([]);
    expect(rules(text, '', 'student')).toEqual(['long 26']);
    expect(wordingRemarks([item(text, '', 'open')], 'student')).toEqual([]);
  });
});
