import type { Localized } from '@mingjian/contract/localized';

export type DatasetValue = string | number | null;

export interface DatasetVariable {
  /** Letters, digits, `.`, `_` and `-`. */
  name: string;
  label: Localized;
  kind: 'number' | 'text';
  /** What the values stand for. */
  values?: readonly { value: string | number; label: Localized }[];
  /** A value that says why there is none, such as 不适用. */
  missing?: number;
}

/** A table for other programs, with the words to read it by. Rows are made when asked for and may be asked for again. */
export interface Dataset {
  /** Of the file or sheet, without its ending. */
  name: string;
  title: Localized;
  variables: readonly DatasetVariable[];
  rows: () => Iterable<readonly DatasetValue[]>;
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236). A number is none, whatever its sign.
 */
export function inert(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/u.test(text) && !/^-?\d+(\.\d+)?$/u.test(text) ? `'${text}` : text;
}

/** A line for each variable, and one for each of its values: a dataset of its own. */
export function codebookOf(datasets: readonly Dataset[]): Dataset {
  const column = (name: string, zh: string, en: string): DatasetVariable => ({
    name,
    label: { zh, en },
    kind: 'text',
  });
  return {
    name: 'codebook',
    title: { zh: '编码手册', en: 'Codebook' },
    variables: [
      column('file', '文件', 'File'),
      column('variable', '变量', 'Variable'),
      column('label_zh', '变量标签（中文）', 'Variable label (Chinese)'),
      column('label_en', '变量标签（英文）', 'Variable label (English)'),
      column('type', '类型', 'Type'),
      column('value', '取值', 'Value'),
      column('value_label_zh', '取值标签（中文）', 'Value label (Chinese)'),
      column('value_label_en', '取值标签（英文）', 'Value label (English)'),
    ],
    rows: function* () {
      for (const { name, variables } of datasets)
        for (const { name: variable, label, kind, values = [] } of variables) {
          const own = [name, variable, label.zh, label.en, kind];
          if (values.length === 0) yield [...own, null, null, null];
          for (const each of values) yield [...own, String(each.value), each.label.zh, each.label.en];
        }
    },
  };
}
