/** How the questions are shown: one at a time, or the pages as they were made. */
export type Layout = 'single' | 'list';

export interface Preferences {
  largeText: boolean;
  /** Null until the person chose: then pupils get one at a time, everybody else the list. */
  layout: Layout | null;
}

const KEY = 'mingjian.preferences';
const none: Preferences = { largeText: false, layout: null };

/** What the person chose before on this device; says nothing of any answer. */
export function keptPreferences(store: Pick<Storage, 'getItem'>): Preferences {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? 'null') as Partial<Preferences> | null;
    return {
      largeText: kept?.largeText === true,
      layout: kept?.layout === 'single' || kept?.layout === 'list' ? kept.layout : null,
    };
  } catch {
    return none;
  }
}

export function keepPreferences(store: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  try {
    store.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full store costs the person one more tap next time, and nothing else.
  }
}
