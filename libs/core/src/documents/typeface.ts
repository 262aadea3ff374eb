import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coverageOf } from './typeface-coverage';

export const FACE = 'Noto Serif SC';

const require = createRequire(import.meta.url);
/** The face in two weights: which file, and where it stands. */
const installed = [
  {
    name: 'NotoSerifSC_400Regular.ttf',
    find: () => require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  },
  {
    name: 'NotoSerifSC_700Bold.ttf',
    find: () => require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  },
];

/** What no report is without. */
const everyReportHas = '监测报告满意度（—）09AZaz';

/** Characters of the report's own face; both weights have the same. */
let characters: ReadonlySet<number> | null = null;

/**
 * Files of the report's own face in two weights, looked at once: with a broken one, a report would be boxes.
 *
 * @throws Error that names the face and the file, where one is missing, unreadable or no face
 */
export function typefaceFiles(weights = installed): string[] {
  const files = weights.map(({ name, find }) => {
    try {
      return { name, file: find() };
    } catch (error) {
      throw refusal(name, 'it is not installed', error);
    }
  });
  if (weights !== installed || characters === null)
    for (const { name, file } of files) characters = charactersIn(name, file);
  return files.map(({ file }) => file);
}

/** Whether the report's own face has a character. @throws Error when the face is missing */
export function isInTypeface(character: string): boolean {
  if (characters === null) typefaceFiles();
  return characters?.has(character.codePointAt(0) ?? 0) ?? false;
}

function charactersIn(name: string, file: string): ReadonlySet<number> {
  let found: ReadonlySet<number>;
  try {
    found = coverageOf(readFileSync(file));
  } catch (error) {
    throw refusal(name, error instanceof Error ? error.message : String(error), error);
  }
  if ([...everyReportHas].every((each) => found.has(each.codePointAt(0) ?? 0))) return found;
  throw refusal(name, 'it lacks the characters of a report', null);
}

function refusal(name: string, reason: string, cause: unknown): Error {
  return new Error(
    `no report can be made: its typeface ${FACE} cannot be used, ${name}: ${reason}; run npm ci`,
    { cause },
  );
}
