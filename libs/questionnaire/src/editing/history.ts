import type { Draft } from './draft';
import { applyEdit } from './apply-edit';
import type { Edit } from './edit';

/** 撤销与重做: the drafts before and after the present one, as plain values. */
export interface History {
  past: readonly Draft[];
  present: Draft;
  future: readonly Draft[];
  /** What is being typed: further edits of the same are undone together with it. */
  typing: string | null;
}

const MOST_STEPS = 200;

export function startHistory(present: Draft): History {
  return { past: [], present, future: [], typing: null };
}

/** @param typing names what is being typed, so that a word is undone at once and not letter by letter */
export function edited(history: History, edit: Edit, typing: string | null = null): History {
  const present = applyEdit(history.present, edit);
  if (present === history.present) return history;
  const goesOn = typing !== null && typing === history.typing;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], typing };
}

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    typing: null,
  };
}

export function redone(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, typing: null };
}
