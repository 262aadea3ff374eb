import { useState } from 'react';
import { usePerson } from '../session/requests';

interface Stored<Values> {
  values: Values;
  revision: number;
  at: string;
}

/**
 * What a person typed and has not saved, kept in this browser under the person's id, so that a closed tab or a lost
 * connection costs nothing. `stale` says that the record was changed by somebody else after the draft was begun.
 */
export function useDraft<Values>(name: string, revision: number) {
  const person = usePerson();
  const key = `mingjian.draft.${person.userId}.${name}`;
  const [restored, setRestored] = useState<Stored<Values> | null>(() => readDraft<Values>(key));
  return {
    restored,
    stale: restored !== null && restored.revision !== revision,
    keep: (values: Values) => {
      try {
        localStorage.setItem(key, JSON.stringify({ values, revision, at: new Date().toISOString() }));
      } catch {
        // A full or forbidden store only costs the convenience; the form itself still holds the text.
      }
    },
    drop: () => {
      localStorage.removeItem(key);
      setRestored(null);
    },
  };
}

function readDraft<Values>(key: string): Stored<Values> | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Stored<Values>);
  } catch {
    return null;
  }
}
