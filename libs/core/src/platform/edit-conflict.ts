import type { Localized } from '@mingjian/contract/localized';
import { Problem } from './problem';

const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

const keepText: Localized = {
  zh: '请保留您的文字，刷新后再修改。',
  en: 'Keep your text, reload, and make them again.',
};

/**
 * What the second of two writers is told: who saved when, and what to do now. Nothing of theirs was written and nothing of
 * the other's overwritten; their page still holds what they typed.
 */
export function editConflict(by: string, at: Date, next = keepText): Problem {
  return new Problem(409, 'edit-conflict', {
    zh: `${by}在 ${minute.format(at)} 已保存了新的内容。您的修改没有写入，也没有覆盖对方的内容。${next.zh}`,
    en: `${by} saved a newer state at ${minute.format(at)}. Your changes were not written and overwrote nothing. ${next.en}`,
  });
}
