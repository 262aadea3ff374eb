import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../differences';
import type { CaseDesign } from './table';

/** A case of the oracle as its file has it. */
export interface OracleCase {
  id: string;
  kind: 'value' | 'error';
  data: string[];
  design: CaseDesign & Record<string, unknown>;
  tolerance: { relative: number; absolute_floor: number; by_field?: Record<string, number> };
  expected: Record<string, unknown>;
  'expected_survey_4.5'?: Record<string, unknown>;
}

const folder = join(import.meta.dirname, '..', 'cases');

export function readCase(id: string): OracleCase {
  return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as OracleCase;
}

/** What did not agree, and how closely the rest did. */
export interface Comparison {
  faults: string[];
  /** Numbers compared. */
  compared: number;
  /** Largest relative difference among those above the floor. */
  largest: number;
}

/**
 * Compares what we got with what a case expects, number by number. A field that we do not answer is a fault unless it is
 * listed as a deliberate difference. Where a standard error is zero in theory, R's file holds rounding noise: below a
 * millionth of its estimate both count as zero.
 */
export function compare(one: OracleCase, got: unknown, expected: unknown = one.expected): Comparison {
  const result: Comparison = { faults: [], compared: 0, largest: 0 };
  const different = differences[one.id];
  const isDifferent = (path: string) =>
    different?.fields.some((pattern) => new RegExp(`^${pattern}$`).test(path)) === true;
  walk(expected, got, '');
  return result;

  function walk(wanted: unknown, own: unknown, path: string): void {
    // Names of files hold no number.
    if (/(^|\.)file$/.test(path) || (isDifferent(path) && different?.within === undefined)) return;
    if (Array.isArray(wanted)) {
      if (!isIndexed(own)) return fault(path, wanted, own);
      if (own.length !== wanted.length) return fault(`${path}.length`, wanted.length, own.length);
      wanted.forEach((each, index) => walk(each, own[index], `${path}[${index}]`));
    } else if (wanted !== null && typeof wanted === 'object') {
      if (own === null || typeof own !== 'object') return fault(path, '{…}', own);
      for (const [key, each] of Object.entries(wanted))
        walk(each, (own as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`);
    } else if (typeof wanted === 'number') number(wanted, own, path);
    else if (wanted !== own) fault(path, wanted, own);
  }

  function number(wanted: number, own: unknown, path: string): void {
    if (typeof own !== 'number') return fault(path, wanted, own);
    result.compared += 1;
    const distance = Math.abs(own - wanted);
    const relative = isDifferent(path) ? different!.within! : toleranceAt(path);
    const floor = one.tolerance.absolute_floor + floorAt(path);
    if (!(distance <= relative * Math.abs(wanted) + floor)) fault(path, wanted, own);
    else if (distance > floor) result.largest = Math.max(result.largest, distance / Math.abs(wanted));
  }

  function toleranceAt(path: string): number {
    const fields = Object.entries(one.tolerance.by_field ?? {});
    return fields.find(([field]) => path.split('.').includes(field))?.[1] ?? one.tolerance.relative;
  }

  /** Standard errors and covariances next to an estimate, and limits around it, share its rounding. */
  function floorAt(path: string): number {
    const match = /^(.*\.)?(se|vcov|deff|ci_z|ci_t|ci|lo|hi)(\[\d+\])?(\[\d+\])?$/.exec(path);
    if (!match) return 0;
    const [, parent = '', field = '', index = ''] = match;
    const estimates = parent === '' ? expected : valueAt(expected, parent.slice(0, -1));
    const est = (estimates as Record<string, unknown> | null)?.['est'];
    const of = Array.isArray(est) ? Number(est[Number(index.slice(1, -1)) || 0]) : Number(est);
    if (!Number.isFinite(of)) return 0;
    const se = (estimates as Record<string, unknown>)['se'];
    const isZero =
      Number(Array.isArray(se) ? se[Number(index.slice(1, -1)) || 0] : se) <= 1e-9 * Math.abs(of);
    if (!isZero) return 0;
    return field === 'deff' ? 1e-9 : field === 'vcov' ? (1e-6 * of) ** 2 : 1e-6 * Math.abs(of);
  }

  function fault(path: string, wanted: unknown, own: unknown): void {
    result.faults.push(`${path}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(own)}`);
  }
}

function isIndexed(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function valueAt(root: unknown, path: string): unknown {
  return path
    .split(/\.|\[|\]/)
    .filter((part) => part !== '')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
}
