import { useRef, useState } from 'react';
import { z } from 'zod';
import { enterResponse, entryMode } from '@mingjian/contract/responses';

const key = z.object({ id: z.string(), modulus: z.string() });
const blinding = z.object({
  key,
  token: z.string(),
  salt: z.string(),
  inverse: z.string(),
  blindedMessage: z.string(),
});
const credential = z.object({ keyId: z.string(), token: z.string(), signature: z.string() });
/** How far a code has been traded. */
const held = z.union([z.object({ credential }), z.object({ blinding })]);
export type Held = z.infer<typeof held>;

const keyed = z.record(z.string(), z.string());
const paper = z.object({
  surveyId: z.string(),
  mode: entryMode,
  /** In this order; each is left for the next one, or the paper is given up. */
  stage: z.enum(['code', 'first', 'second', 'third']),
  /** Empty once it has been traded. */
  code: z.string(),
  held: held.nullable(),
  first: keyed,
  second: keyed,
  third: keyed,
});
export type Paper = z.infer<typeof paper>;

/** A finished paper that waits for others, to be handed in together with them. */
const waiting = z.object({ surveyId: z.string(), body: enterResponse });
export type Waiting = z.infer<typeof waiting>;

const work = z.object({ paper: paper.nullable(), waiting: z.array(waiting) });
export type Work = z.infer<typeof work>;
export type Update = (change: (before: Work) => Work) => void;

/**
 * The clerk's unfinished work, kept in this browser alone so that a closed tab or a lost network costs nothing. Nothing
 * of it, no keying and no comparison, is sent anywhere before the paper is handed in.
 */
export function useKeptWork(userId: string) {
  const place = `mingjian.entry.${userId}`;
  const [state, setState] = useState<Work>(() => read(place));
  const [keeps, setKeeps] = useState(true);
  // Changes follow each other faster than the page is drawn: each starts from the latest.
  const latest = useRef(state);
  const update = (change: (before: Work) => Work) => {
    latest.current = change(latest.current);
    setKeeps(write(place, latest.current));
    setState(latest.current);
  };
  return { ...state, keeps, update };
}

function read(place: string): Work {
  try {
    return work.parse(JSON.parse(localStorage.getItem(place) ?? ''));
  } catch {
    return { paper: null, waiting: [] };
  }
}

function write(place: string, after: Work): boolean {
  try {
    if (after.paper === null && after.waiting.length === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(after));
    return true;
  } catch {
    return false;
  }
}
