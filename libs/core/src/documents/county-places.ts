/** 县域格图: where the counties of the city lie to one another, roughly; row 0 is north, column 0 west. */
const places: Readonly<Record<string, { row: number; column: number }>> = {
  '231025': { row: 0, column: 1 },
  '231083': { row: 1, column: 0 },
  '231004': { row: 1, column: 1 },
  '231003': { row: 1, column: 2 },
  '231085': { row: 1, column: 3 },
  '231005': { row: 2, column: 1 },
  '231002': { row: 2, column: 2 },
  '231081': { row: 2, column: 4 },
  '231084': { row: 3, column: 1 },
  '231086': { row: 3, column: 3 },
};

/** A county that is not on the map has its place beside it. */
export function tileOf(code: string): { row: number; column: number } {
  return places[code] ?? { row: 0, column: 3 + (Number(code) % 2) };
}
