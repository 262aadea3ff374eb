const KEY = 'mingjian.survey';

/**
 * The survey that an address names. The icon on the home screen opens `/r/` alone: then it is the one opened last.
 *
 * @returns an empty string when there is none
 */
export function openedSurvey(store: Pick<Storage, 'getItem' | 'setItem'>, path: string): string {
  const named = decodeURIComponent(/^\/r\/([^/]+)/.exec(path)?.[1] ?? '');
  if (named === '') return store.getItem(KEY) ?? '';
  try {
    store.setItem(KEY, named);
  } catch {
    // A full store costs the icon on the home screen its way, and nothing else.
  }
  return named;
}
