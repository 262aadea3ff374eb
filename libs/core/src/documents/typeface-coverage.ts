/**
 * The characters that a TrueType or OpenType face can draw, from the segments of its `cmap` (OpenType 1.9, cmap,
 * format 12).
 *
 * @returns code points
 * @throws Error when the bytes are no face, end early, or have no such table
 */
export function coverageOf(face: Buffer): ReadonlySet<number> {
  if (face.length < 12 || ![0x00010000, 0x4f54544f].includes(face.readUInt32BE(0)))
    throw new Error('it is no font');
  const tables = Array.from({ length: face.readUInt16BE(4) }, (_, index) => 12 + index * 16).map((at) => ({
    name: face.toString('latin1', at, at + 4),
    from: face.readUInt32BE(at + 8),
    length: face.readUInt32BE(at + 12),
  }));
  if (tables.some(({ from, length }) => from + length > face.length)) throw new Error('it ends early');
  const cmap = tables.find(({ name }) => name === 'cmap')?.from ?? 0;
  const subtables = Array.from(
    { length: cmap === 0 ? 0 : face.readUInt16BE(cmap + 2) },
    (_, index) => cmap + face.readUInt32BE(cmap + 4 + index * 8 + 4),
  );
  const table = subtables.find((at) => face.readUInt16BE(at) === 12);
  if (table === undefined) throw new Error('it does not say which characters it has');
  const found = new Set<number>();
  for (let group = 0; group < face.readUInt32BE(table + 12); group += 1) {
    const at = table + 16 + group * 12;
    for (let code = face.readUInt32BE(at); code <= face.readUInt32BE(at + 4); code += 1) found.add(code);
  }
  return found;
}
