import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { surveyDetail, type SurveyDetail } from '@mingjian/contract/surveys';
import { mergeDrafts, sameDraft, type Conflict, type Draft } from '@mingjian/questionnaire/editing';
import { ask, hasStatus, isOffline, read } from '../../wire';
import { dropLocalCopy, keepLocalCopy, readLocalCopy, type SavedDraft } from './local-copy';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'refused';

export interface Clash {
  /** What the server says of who saved in between. */
  who: string;
  mine: Draft;
  theirs: SavedDraft;
  conflicts: Conflict[];
}

const PAUSE = 1_000;
const RETRY = 5_000;

const draftOf = ({ title, json, items }: SurveyDetail): Draft => ({ title, json, items });

/** What to begin with: what this browser still holds unsaved, else what the server has. */
export function firstDraft(survey: SurveyDetail): { draft: Draft; base: SavedDraft } {
  const server = { revision: survey.revision, draft: draftOf(survey) };
  const kept = readLocalCopy(survey.id);
  return kept ?? { draft: server.draft, base: server };
}

/**
 * Saves a draft a moment after each change. What cannot be saved stays in the browser; what somebody else saved in
 * between is merged, and only what both changed is asked about.
 */
export function useAutosave(
  surveyId: string,
  draft: Draft,
  first: SavedDraft,
  /** Takes a merge into the editor. */
  onMerged: (merged: Draft, silently: boolean) => void,
) {
  const queries = useQueryClient();
  const base = useRef(first);
  const latest = useRef(draft);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [state, setState] = useState<SaveState>('saved');
  const [problem, setProblem] = useState<unknown>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const saveRef = useRef<() => Promise<void>>(() => Promise.resolve());

  const later = useCallback((pause: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveRef.current(), pause);
  }, []);

  const takeTheirs = useCallback(
    (theirs: SavedDraft, merged: Draft, silently: boolean) => {
      base.current = theirs;
      latest.current = merged;
      onMerged(merged, silently);
      later(PAUSE);
    },
    [later, onMerged],
  );

  saveRef.current = async () => {
    const sent = latest.current;
    if (busy.current || clash !== null) return;
    if (sameDraft(sent, base.current.draft)) {
      dropLocalCopy(surveyId);
      setState('saved');
      return;
    }
    busy.current = true;
    setState('saving');
    try {
      const body = { ...sent, revision: base.current.revision };
      const reply = await ask(surveyDetail, 'PUT', `/surveys/${surveyId}`, body);
      base.current = { revision: reply.revision, draft: sent };
      setProblem(null);
      if (sameDraft(latest.current, sent)) {
        dropLocalCopy(surveyId);
        setState('saved');
      } else later(PAUSE);
    } catch (error) {
      if (isOffline(error)) {
        setState('offline');
        later(RETRY);
      } else if (hasStatus(error, 409) && error.problem.code === 'edit-conflict') {
        await meet(error.problem.detail ?? '');
      } else {
        setProblem(error);
        setState('refused');
      }
    } finally {
      busy.current = false;
    }
  };

  async function meet(who: string): Promise<void> {
    try {
      const now = await read(surveyDetail, `/surveys/${surveyId}`);
      const theirs = { revision: now.revision, draft: draftOf(now) };
      const mine = latest.current;
      const { draft: merged, conflicts } = mergeDrafts(base.current.draft, mine, theirs.draft);
      if (conflicts.length === 0) {
        takeTheirs(theirs, merged, false);
        return;
      }
      setState('conflict');
      setClash({ who, mine, theirs, conflicts });
    } catch {
      setState('offline');
      later(RETRY);
    }
  }

  const settle = (choices: Readonly<Record<string, 'mine' | 'theirs'>>) => {
    if (clash === null) return;
    const { draft: merged } = mergeDrafts(base.current.draft, latest.current, clash.theirs.draft, choices);
    setClash(null);
    takeTheirs(clash.theirs, merged, true);
  };

  useEffect(() => {
    latest.current = draft;
    if (sameDraft(draft, base.current.draft)) {
      if (!busy.current) later(PAUSE);
      return;
    }
    keepLocalCopy(surveyId, { draft, base: base.current });
    setState((now) => (now === 'saving' || now === 'conflict' || now === 'offline' ? now : 'waiting'));
    later(PAUSE);
  }, [draft, later, surveyId]);

  useEffect(() => {
    const back = () => later(0);
    const leaving = (event: BeforeUnloadEvent) => {
      if (!sameDraft(latest.current, base.current.draft)) event.preventDefault();
    };
    window.addEventListener('online', back);
    window.addEventListener('beforeunload', leaving);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', back);
      window.removeEventListener('beforeunload', leaving);
      void saveRef.current().then(() => queries.invalidateQueries({ queryKey: ['survey', surveyId] }));
    };
  }, [later, queries, surveyId]);

  return { state, problem, clash, settle };
}
