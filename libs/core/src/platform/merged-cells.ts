const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replace(/&(amp|lt|gt|quot|apos);/g, (_all, entity: string) => entities[entity] ?? '') ?? '';
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const tagsOf = (xml: Buffer | undefined, name: string) =>
  xml?.toString('utf8').match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];

/**
 * The merged ranges of a sheet, as `A2:A5`. They are read from the file itself: the workbook reader would make every cell
 * that they span, of which there may be a billion.
 *
 * @param entries of the workbook's archive
 */
export function mergedRanges(entries: ReadonlyMap<string, Buffer>, sheet: string): string[] {
  const known =
    tagsOf(entries.get('xl/workbook.xml'), 'sheet').find((tag) => attribute(tag, 'name') === sheet) ?? '';
  const relation = attribute(known, 'r:id');
  const target =
    tagsOf(entries.get('xl/_rels/workbook.xml.rels'), 'Relationship').find(
      (tag) => attribute(tag, 'Id') === relation,
    ) ?? '';
  const path = attribute(target, 'Target').replace(/^\/?(xl\/)?/, 'xl/');
  return tagsOf(entries.get(path), 'mergeCell').map((tag) => attribute(tag, 'ref'));
}
