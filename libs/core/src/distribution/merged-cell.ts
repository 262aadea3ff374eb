import type { CellFrame } from './cell-frame';

/**
 * The cells of one key as one cell: all that is known of an answer under it. People and invitations are those of all
 * members, school and class are one unit in each stage of sampling, and the area is the one where most of them are; the
 * strata's own sizes stay, so that the finite population correction errs to the safe side. The members remain for what
 * differs among them, the chance of an invitation.
 *
 * @param id of the merged cell; answers carry it
 * @param members of one county and stage, at least one
 * @throws RangeError without members
 */
export function mergedCell(id: string, members: readonly CellFrame[]): CellFrame {
  const largest = [...grouped(members, (cell) => cell.area)].sort(
    (a, b) => sum(b[1], 'eligible') - sum(a[1], 'eligible') || (a[0] < b[0] ? -1 : 1),
  )[0]?.[1][0];
  if (largest === undefined) throw new RangeError('a cell is merged from at least one');
  const grades = [...new Set(members.map((cell) => cell.grade))];
  const ofGrade = [...grouped(members, (cell) => `${cell.schoolKey} ${cell.grade ?? ''}`).values()].flatMap(
    (cells) => cells.slice(0, 1),
  );
  const hasClasses = members.every((cell) => cell.classKey !== null);
  return {
    ...largest,
    id,
    schoolKey: joined(members.map((cell) => cell.schoolKey)),
    classKey: hasClasses ? joined(members.map((cell) => cell.classKey ?? '')) : null,
    grade: grades.length === 1 ? (grades[0] ?? null) : null,
    classesInGrade: hasClasses ? sum(ofGrade, 'classesInGrade') : null,
    classesDrawn: hasClasses ? sum(ofGrade, 'classesDrawn') : null,
    eligible: sum(members, 'eligible'),
    invited: sum(members, 'invited'),
    members: [...members],
  };
}

function sum(
  cells: readonly CellFrame[],
  field: 'eligible' | 'invited' | 'classesInGrade' | 'classesDrawn',
): number {
  return cells.reduce((total, cell) => total + (cell[field] ?? 0), 0);
}

function joined(names: readonly string[]): string {
  return [...new Set(names)].sort().join('+');
}

function grouped(cells: readonly CellFrame[], keyOf: (cell: CellFrame) => string): Map<string, CellFrame[]> {
  const groups = new Map<string, CellFrame[]>();
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell]);
  return groups;
}
