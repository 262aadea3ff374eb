import { Problem } from './problem';

const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/**
 * What the second of two writers is told: who saved when. Nothing of theirs was written and nothing of the other's
 * overwritten; their page still holds what they typed.
 */
export function editConflict(by: string, at: Date): Problem {
  return new Problem(409, 'edit-conflict', {
    zh: `${by}在 ${minute.format(at)} 已保存了新的内容。您的修改没有写入，也没有覆盖对方的内容：请保留您的文字，刷新后再修改。`,
    en: `${by} saved a newer state at ${minute.format(at)}. Your changes were not written and overwrote nothing: keep your text, reload, and make them again.`,
  });
}
