import { z } from 'zod';
import { localized } from '@mingjian/contract';
import { itemMapping, surveyJson } from '@mingjian/contract/surveys';
import type { Draft } from '@mingjian/questionnaire/editing';

/** A draft as the server had it. */
export interface SavedDraft {
  revision: number;
  draft: Draft;
}

const draft = z.object({ title: localized, json: surveyJson, items: z.array(itemMapping) });
const localCopy = z.object({ draft, base: z.object({ revision: z.number(), draft }) });
type LocalCopy = z.infer<typeof localCopy>;

const keyOf = (surveyId: string) => `mingjian.draft.${surveyId}`;

/** Unsaved work that an earlier visit left in this browser. */
export function readLocalCopy(surveyId: string): LocalCopy | null {
  try {
    return localCopy.parse(JSON.parse(localStorage.getItem(keyOf(surveyId)) ?? ''));
  } catch {
    return null;
  }
}

export function keepLocalCopy(surveyId: string, copy: LocalCopy): void {
  try {
    localStorage.setItem(keyOf(surveyId), JSON.stringify(copy));
  } catch {
    // A full store keeps the page's own copy; the state line says that nothing is saved.
  }
}

export function dropLocalCopy(surveyId: string): void {
  localStorage.removeItem(keyOf(surveyId));
}
