import type { Localized } from '@mingjian/contract/localized';
import type { Loss } from '@mingjian/contract/surveys';
import { Problem, type LocalizedFault } from '../../platform';

const reasons = {
  'question-kind': {
    zh: '本平台没有这种题，整题未带入。',
    en: 'There is no such kind of question here; it was left out.',
  },
  repeat: {
    zh: '本平台没有重复组，组内各题未带入。',
    en: 'There are no repeated groups here; their questions were left out.',
  },
  computed: {
    zh: '计算与设备信息不带入：答卷只含本人所答。',
    en: 'Computed and device values are left out: an answer holds only what a person answered.',
  },
  condition: {
    zh: '这一条件无法转换，请在编辑器中重新设置。',
    en: 'This condition cannot be translated; set it again in the editor.',
  },
  constraint: {
    zh: '这一校验规则无法转换。',
    en: 'This rule for answers cannot be translated.',
  },
  other: {
    zh: '“其他（请填写）”的填写框没有带入，只保留了选项。',
    en: 'The box for another answer was left out; the choice itself is kept.',
  },
  piping: {
    zh: '文字里引用了没有带入的内容，请改写。',
    en: 'The text repeats something that was not carried over; rewrite it.',
  },
  comment: { zh: '答案旁的备注框没有带入。', en: 'The remark beside the answer was left out.' },
  default: {
    zh: '预填的答案不带入：会引导作答。',
    en: 'A preset answer is left out: it would lead the respondent.',
  },
  media: { zh: '图片、声音或视频没有带入。', en: 'Pictures, sound and video were left out.' },
  appearance: { zh: '外观设置没有带入。', en: 'How it looks is not carried over.' },
  setting: { zh: '没有对应的设置，未带入。', en: 'There is no such setting here; it was left out.' },
  language: {
    zh: '本平台只用中文和英文，这一语言的文字未带入。',
    en: 'Texts are Chinese and English here; this language was left out.',
  },
  'language-moved': {
    zh: '文件没有中文或英文，这一语言的文字暂放在英文栏，请改写。',
    en: 'The file has no Chinese or English; texts of this language stand as English, to be rewritten.',
  },
  markup: {
    zh: '文字中的格式标记已去掉，文字保留。',
    en: 'Markup in the text was removed; the text is kept.',
  },
  renamed: {
    zh: '题号不合规则，已改名。',
    en: 'The code did not follow the rule and was changed.',
  },
  'choice-renamed': {
    zh: '这种格式的选项值不能这样写，已改。',
    en: 'The format does not allow such a value of a choice; it was changed.',
  },
  'layout-changed': {
    zh: '排法变了，题目和答案不变。',
    en: 'The layout changed; question and answers did not.',
  },
  mapping: {
    zh: '这种格式不能保存用途、维度和指标对应。',
    en: 'The format cannot hold use, dimension and indicator.',
  },
  notice: {
    zh: '说明与致谢由本平台的告知页代替，未带入。',
    en: 'Welcome and closing words are replaced by the notice here; they were left out.',
  },
  section: {
    zh: '文件的这一部分在本平台没有对应内容。',
    en: 'This part of the file has no counterpart here.',
  },
} satisfies Record<string, Localized>;
export type LossReason = keyof typeof reasons;

/** Collects what cannot be carried over, each thing once. */
export class Losses {
  private readonly seen = new Map<string, Loss>();

  add(item: string, field: string, value: unknown, reason: LossReason): void {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    const loss: Loss = { item, field, value: text.slice(0, 200), reason: reasons[reason] };
    this.seen.set(`${item}|${field}|${loss.value}|${reason}`, loss);
  }

  all(): Loss[] {
    return [...this.seen.values()];
  }
}

const mostFaults = 50;

/** A questionnaire file that cannot be read: every fault with sheet and column (or path), row, value and rule. */
export function badQuestionnaire(faults: readonly LocalizedFault[]): Problem {
  return new Problem(
    422,
    'bad-questionnaire-file',
    {
      zh: `问卷文件没有读入：有 ${faults.length} 处错误。请更正后重新选择文件，系统没有写入任何内容。`,
      en: `The questionnaire file was not read: ${faults.length} fault(s). Correct it and choose it again; nothing was written.`,
    },
    faults.slice(0, mostFaults),
  );
}
