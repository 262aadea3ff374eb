/** Reads what PSPP's guide calls a system file, enough of it to check our own: for tests. */
export function readSav(file: Buffer): {
  encoding: string;
  variables: {
    name: string;
    label: string;
    width: number;
    missing: number[];
    values: Map<string | number, string>;
  }[];
  rows: (string | number | null)[][];
} {
  let at = 176;
  const int = () => {
    at += 4;
    return file.readInt32LE(at - 4);
  };
  const double = () => {
    at += 8;
    return file.readDoubleLE(at - 8);
  };
  const text = (bytes: number) => {
    at += bytes;
    return file
      .subarray(at - bytes, at)
      .toString('utf8')
      .trimEnd();
  };
  if (file.subarray(0, 4).toString() !== '$FL2' || file.readInt32LE(64) !== 2)
    throw new Error('no system file');
  const cases = file.readInt32LE(80);
  const variables: ReturnType<typeof readSav>['variables'] = [];
  const slots: (number | null)[] = [];
  let encoding = '';
  for (let kind = int(); kind !== 999; kind = int()) {
    if (kind === 2) {
      const width = int();
      const hasLabel = int();
      const missing = int();
      int();
      int();
      const name = text(8);
      let label = '';
      if (hasLabel === 1) {
        const length = int();
        label = text(length);
        at += (4 - (length % 4)) % 4;
      }
      slots.push(width === -1 ? null : variables.length);
      if (width !== -1)
        variables.push({
          name,
          label,
          width,
          missing: Array.from({ length: missing }, double),
          values: new Map(),
        });
    } else if (kind === 3) {
      const raw: { value: Buffer; label: string }[] = [];
      for (let left = int(); left > 0; left--) {
        const value = file.subarray(at, at + 8);
        at += 8;
        const length = file.readUInt8(at);
        at += 1;
        const label = text(length);
        at += (8 - ((length + 1) % 8)) % 8;
        raw.push({ value, label });
      }
      if (int() !== 4) throw new Error('value labels without their variables');
      for (let left = int(); left > 0; left--) {
        const variable = variables[slots[int() - 1] ?? -1];
        for (const { value, label } of raw)
          variable?.values.set(
            variable.width === 0 ? value.readDoubleLE() : value.toString().trimEnd(),
            label,
          );
      }
    } else if (kind === 7) {
      const subtype = int();
      const bytes = int() * int();
      const end = at + bytes;
      if (subtype === 20) encoding = text(bytes);
      if (subtype === 13)
        for (const pair of text(bytes).split('\t')) {
          const [short, long = ''] = pair.split('=');
          const found = variables.find(({ name }) => name === short);
          if (found) found.name = long;
        }
      if (subtype === 21)
        while (at < end) {
          const name = text(int());
          int();
          const variable = variables.find((each) => each.name === name);
          for (let left = int(); left > 0; left--) {
            const value = text(int());
            variable?.values.set(value, text(int()));
          }
        }
      at = end;
    } else throw new Error(`record ${kind} at ${at}`);
  }
  int();
  const rows = Array.from({ length: cases }, () =>
    variables.map(({ width }) => {
      if (width > 0) return text(Math.ceil(width / 8) * 8);
      const value = double();
      return value === -Number.MAX_VALUE ? null : value;
    }),
  );
  if (at !== file.length) throw new Error(`${file.length - at} bytes too many`);
  return { encoding, variables, rows };
}
