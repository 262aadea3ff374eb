import type { CellFrame } from '../distribution';
import type { AnswerRow } from './screens';

/** An answer in its place: school and class are pseudonyms made of nothing but this order. */
export interface PlacedAnswer {
  cell: CellFrame;
  school: string;
  class: string;
  answers: AnswerRow['answers'];
}

/**
 * Puts answers into an order that depends on their content alone, so neither the order in which they came nor a random id
 * can change a bit of a result, and names schools and classes by their place in it.
 * @param itemCodes what of an answer counts as its content
 * @returns the answers, and the cells that were drawn and brought none
 * @throws Error when an answer names a cell that is not of this sample
 */
export function inCanonicalOrder(
  cells: readonly CellFrame[],
  rows: readonly AnswerRow[],
  itemCodes: readonly string[],
): { placed: PlacedAnswer[]; silent: CellFrame[] } {
  const byCell = new Map(cells.map((cell) => [cell.id, [] as Sortable<AnswerRow>[]]));
  for (const row of rows) {
    const ofCell = byCell.get(row.cellId);
    if (!ofCell) throw new Error(`answer in unknown cell ${row.cellId}`);
    ofCell.push({ of: row, content: JSON.stringify(itemCodes.map((code) => row.answers[code] ?? null)) });
  }
  const bySchool = new Map<string, Sortable<{ cell: CellFrame; answers: Sortable<AnswerRow>[] }>[]>();
  for (const cell of cells) {
    const answers = (byCell.get(cell.id) ?? []).sort(byContent);
    const content = [describeFrame(cell), ...answers.map((each) => each.content)].join('\n');
    const ofSchool = bySchool.get(cell.schoolKey) ?? [];
    ofSchool.push({ of: { cell, answers }, content });
    bySchool.set(cell.schoolKey, ofSchool);
  }
  const schools = [...bySchool.values()].map((classes) => {
    classes.sort(byContent);
    return { of: classes, content: classes.map(({ content }) => content).join('\n\n') };
  });
  schools.sort(byContent);
  return {
    placed: schools.flatMap(({ of: classes }, s) =>
      classes.flatMap(({ of: { cell, answers } }, c) =>
        answers.map(({ of: row }) => ({
          cell,
          school: `S${s + 1}`,
          class: `S${s + 1}-${c + 1}`,
          answers: row.answers,
        })),
      ),
    ),
    silent: schools.flatMap(({ of: classes }) =>
      classes.filter(({ of }) => of.answers.length === 0).map(({ of }) => of.cell),
    ),
  };
}

interface Sortable<T> {
  of: T;
  content: string;
}

function byContent(a: { content: string }, b: { content: string }): number {
  return a.content < b.content ? -1 : a.content > b.content ? 1 : 0;
}

/** A cell by its content, without its random ids. */
export function describeFrame(cell: CellFrame): string {
  return JSON.stringify([
    cell.countyCode,
    cell.stage,
    cell.area,
    cell.grade,
    cell.schoolsInStratum,
    cell.schoolsDrawn,
    cell.certain,
    cell.schoolWeight,
    cell.classesInGrade,
    cell.classesDrawn,
    cell.eligible,
    cell.invited,
    ...(cell.members?.map(describeFrame).sort() ?? []),
  ]);
}
