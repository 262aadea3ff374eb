import type { WordChange } from '@mingjian/contract/surveys';
import { diffArrays } from 'diff';

/** Splits by words in either language; marks and blanks are words of their own. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

/**
 * What was reworded, word by word: runs that stayed, went (before what replaced them) and came. The runs that stayed
 * and went make the old text, those that stayed and came the new one.
 */
export function reworded(before: string, after: string): WordChange[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ added, removed, value }) => ({
    op: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** Whether two texts read the same: full-width and half-width forms and blanks aside. */
export function readsTheSame(before: string, after: string): boolean {
  return plain(before) === plain(after);
}

export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
