import { unzipSync, zipSync, strFromU8, strToU8, type Zippable } from 'fflate';

/**
 * The same package (DOCX, XLSX) with the day of the report wherever its maker wrote the time of making, and its parts
 * in order of name: the same content gives the same bytes.
 *
 * @param day ISO calendar day
 * @param pictures what takes the place of parts that hold nothing but a name; stored as they are, because a picture is
 *   compressed already
 */
export function reproducible(
  bytes: Uint8Array,
  day: string,
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): Buffer {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).sort(inPackageOrder);
  const stable = names.map((name): [string, Zippable[string]] => {
    const part = parts[name] ?? new Uint8Array();
    const picture = pictures.size > 0 && name.endsWith('.png') ? pictures.get(strFromU8(part)) : undefined;
    if (picture) return [name, [picture, { level: 0 }]];
    return [name, rewrite[name] ? strToU8(rewrite[name](strFromU8(part), day)) : part];
  });
  return Buffer.from(zipSync(Object.fromEntries(stable), { mtime: `${day}T00:00:00`, level: 6 }));
}

/** Readers that look only at the beginning know a package by its list of content types. */
function inPackageOrder(a: string, b: string): number {
  const rank = (name: string) => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** What a maker writes that is not content: the time of making, and names counted through the life of the process. */
const rewrite: Readonly<Record<string, (xml: string, day: string) => string>> = {
  'docProps/core.xml': (xml, day) =>
    xml.replace(
      /(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/gu,
      (_all, open: string, _name: string, close: string) => `${open}${day}T00:00:00Z${close}`,
    ),
  'word/document.xml': (xml) => {
    const bookmark = counter();
    const drawing = counter();
    return xml
      .replace(/_Toc(\d+)/gu, (_all, id: string) => `_Toc${bookmark(id)}`)
      .replace(
        /(<w:bookmark(?:Start|End)[^>]*? w:id=")(\d+)"/gu,
        (_all, before: string, id: string) => `${before}${bookmark(id)}"`,
      )
      .replace(/(<wp:docPr id=")(\d+)"/gu, (_all, before: string, id: string) => `${before}${drawing(id)}"`);
  },
};

/** Numbers names anew in the order in which they come. */
function counter(): (name: string) => number {
  const known = new Map<string, number>();
  return (name) => {
    const number = known.get(name) ?? known.size + 1;
    known.set(name, number);
    return number;
  };
}
