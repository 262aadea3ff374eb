import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { coverageOf } from './typeface-coverage';

export const FACE = 'Noto Serif SC';

const require = createRequire(import.meta.url);
const weights = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

/** What no report is without. */
const everyReportHas = '监测报告满意度（—）09AZaz';

/** Characters of the report's own face; both weights have the same. */
let characters: ReadonlySet<number> | null = null;

/**
 * Files of the report's own face in two weights, looked at once: with a broken one, a report would be boxes.
 *
 * @param find where a file of the package stands
 * @throws Error that names the face and the file, where one is missing, unreadable or no face
 */
export function typefaceFiles(find: (name: string) => string = require.resolve): string[] {
  const files = weights.map((weight) => {
    const name = `@expo-google-fonts/noto-serif-sc/${weight}`;
    try {
      return find(name);
    } catch (error) {
      throw refusal(name, 'it is not installed', error);
    }
  });
  if (find === require.resolve && characters !== null) return files;
  for (const file of files) characters = charactersIn(file);
  return files;
}

/** Whether the report's own face has a character. @throws Error when the face is missing */
export function isInTypeface(character: string): boolean {
  if (characters === null) typefaceFiles();
  return characters?.has(character.codePointAt(0) ?? 0) ?? false;
}

function charactersIn(file: string): ReadonlySet<number> {
  let found: ReadonlySet<number>;
  try {
    found = coverageOf(readFileSync(file));
  } catch (error) {
    throw refusal(file, error instanceof Error ? error.message : String(error), error);
  }
  if ([...everyReportHas].every((each) => found.has(each.codePointAt(0) ?? 0))) return found;
  throw refusal(file, 'it lacks the characters of a report', null);
}

function refusal(file: string, reason: string, cause: unknown): Error {
  return new Error(
    `no report can be made: its typeface ${FACE} cannot be used, ${basename(file)}: ${reason}; run npm ci`,
    { cause },
  );
}
