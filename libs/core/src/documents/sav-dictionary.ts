import type { Language } from '@mingjian/contract/localized';
import type { Dataset, DatasetVariable } from './dataset';

/** A variable as the file knows it. */
export interface SavVariable {
  /** Up to eight bytes, unique. */
  short: string;
  /** Up to 64 bytes, unique whatever the case. */
  long: string;
  label: string;
  /** Bytes of a text, at most 255; 0 for a number. */
  width: number;
  decimals: number;
  values: { value: string | number; label: string }[];
  missing: number | null;
}

const encoder = new TextEncoder();
const LONGEST_TEXT = 255;
/** PSPP and SPSS show 120 bytes of a value's label and 255 of a variable's. */
const LONGEST_VALUE_LABEL = 120;
const LONGEST_LABEL = 255;

/** Looks through the rows once for the width of texts and whether numbers are whole. */
export function savVariables({ variables, rows }: Dataset, language: Language): SavVariable[] {
  const widths = new Float64Array(variables.length);
  const isWhole = variables.map(() => true);
  for (const row of rows())
    row.forEach((value, at) => {
      if (typeof value === 'string') widths[at] = Math.max(widths[at]!, encoder.encode(value).length);
      else if (value !== null && !Number.isInteger(value)) isWhole[at] = false;
    });
  const taken = new Set<string>();
  const word = language === 'en' ? 'en' : 'zh';
  return variables.map((variable, at) => ({
    short: `V${String(at + 1).padStart(5, '0')}`,
    long: nameFor(variable.name, taken),
    label: cut(variable.label[word], LONGEST_LABEL),
    width:
      variable.kind === 'text' ? Math.min(LONGEST_TEXT, Math.max(1, widths[at]!, longestValue(variable))) : 0,
    decimals: isWhole[at] ? 0 : 4,
    values: (variable.values ?? []).map(({ value, label }) => ({
      value: variable.kind === 'text' ? String(value) : Number(value),
      label: cut(label[word], LONGEST_VALUE_LABEL),
    })),
    missing: variable.missing ?? null,
  }));
}

function longestValue({ values = [] }: DatasetVariable): number {
  return values.reduce((most, { value }) => Math.max(most, encoder.encode(String(value)).length), 0);
}

/** SPSS takes letters, digits and a few signs, begins with a letter and has words of its own. */
function nameFor(name: string, taken: Set<string>): string {
  const safe = name.replace(/[^A-Za-z0-9._]/gu, '_').replace(/[._]+$/u, '');
  const begun = /^[A-Za-z]/u.test(safe) ? safe : `v_${safe}`;
  const plain = /^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/iu.test(begun) ? `${begun}_` : begun;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? plain.slice(0, 64) : `${plain.slice(0, 58)}_${number}`;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}

/** At most so many bytes of UTF-8, never half a character. */
export function cut(text: string, bytes: number): string {
  let left = bytes;
  let kept = '';
  for (const character of text) {
    left -= encoder.encode(character).length;
    if (left < 0) break;
    kept += character;
  }
  return kept;
}
