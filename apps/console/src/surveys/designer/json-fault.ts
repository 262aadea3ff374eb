/** Where a text stops being JSON, with the parser's own words; null for valid JSON. */
export function jsonFault(text: string): { line: number; column: number; why: string } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const named = /line (\d+) column (\d+)/.exec(why);
    if (named) return { line: Number(named[1]), column: Number(named[2]), why };
    const position = /position (\d+)/.exec(why);
    // An unexpected end is named without a place: it is the end of the text.
    const before = text.slice(0, position ? Number(position[1]) : text.length).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, why };
  }
}
