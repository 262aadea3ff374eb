import type { Localized } from '@mingjian/contract';
import type { Block } from '@mingjian/contract/reports';

export interface BlockName {
  id: string;
  kind: 'paragraph' | 'figure' | 'table';
  /** A figure's or table's title; the first words of a paragraph. */
  text: Localized;
}

const LENGTH = 36;

/** The blocks of a report that a comment can be tied to, in reading order. */
export function blockNames(blocks: Block[]): BlockName[] {
  return blocks.flatMap((block): BlockName[] => {
    if (block.kind === 'figure' || block.kind === 'table') {
      return [{ id: block.id, kind: block.kind, text: block.title }];
    }
    if (block.kind !== 'paragraph') return [];
    const joined = (language: 'zh' | 'en') => {
      const text = block.inlines
        .map((inline) =>
          'text' in inline ? inline.text[language] : 'quote' in inline ? inline.quote[language] : '…',
        )
        .join('');
      return text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
    };
    return [{ id: block.id, kind: 'paragraph', text: { zh: joined('zh'), en: joined('en') } }];
  });
}
