import type { Audience, BothLanguages, Item } from '../item';
import type { Draft, Element } from './draft';
import type { QuestionKind } from './question-kinds';

/** One thing that a person does to a draft. */
export type Edit =
  | { do: 'title'; title: BothLanguages }
  | {
      do: 'add';
      kind: QuestionKind;
      texts: readonly BothLanguages[];
      audience: Audience;
      section: string;
      at: number;
    }
  | { do: 'remove'; name: string }
  | { do: 'duplicate'; name: string }
  | { do: 'move'; name: string; section: string; at: number }
  | { do: 'step'; name: string; by: -1 | 1 }
  | { do: 'rename'; name: string; to: string }
  | { do: 'question'; name: string; change: Element }
  | {
      do: 'addChoices';
      name: string;
      list: 'choices' | 'rows';
      texts: readonly BothLanguages[];
      audience: Audience;
    }
  | { do: 'map'; code: string; change: Partial<Omit<Item, 'code' | 'text'>> }
  | { do: 'addSection'; title: BothLanguages }
  | { do: 'section'; name: string; change: Element }
  | { do: 'removeSection'; name: string }
  | { do: 'stepSection'; name: string; by: number }
  | { do: 'replace'; draft: Draft };
