import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { standardNormal } from './statistics-normal';
import { Pcg64 } from './statistics-pcg64';

const SEED = 20240917;
const STRATA = 100;
const COUNTY_SHARES = [0.16, 0.14, 0.13, 0.12, 0.11, 0.1, 0.08, 0.07, 0.05, 0.04];
const KIND_SHARES = [0.14, 0.06, 0.2, 0.1, 0.15, 0.05, 0.12, 0.05, 0.08, 0.05];
const AGE_SHARES = [0.12, 0.28, 0.25, 0.18, 0.11, 0.06];
const AGES = ['A18_29', 'A30_39', 'A40_49', 'A50_59', 'A60_69', 'A70p'];
const STEPS = [-1.6, -0.8, 0.1, 1.1];
export const ITEMS = 12;

/** Margins of the population: totals by category, for each raking variable. */
export type BenchMargins = Record<'agegrp' | 'sex' | 'cres', Record<string, number>>;

/** Respondents of the reference file, column by column, in the order in which its random numbers are drawn. */
interface Respondents {
  county: Uint8Array;
  psu: Int32Array;
  age: Uint8Array;
  sex: Uint8Array;
  rural: Uint8Array;
  weight: Float64Array;
  items: Uint8Array[];
}

/**
 * Writes the reference file of `rows` respondents, one of the seeded files that R's times and values were recorded on, and
 * returns its margins (also written, as JSON, to `path`.margins.json).
 */
export function writeBenchFile(path: string, rows: number): BenchMargins {
  const isLarge = rows >= 500_000;
  const people = drawRespondents(rows, isLarge ? 40 : 10);
  const margins = marginsOf(people, isLarge ? 80_000_000 : 8_000_000);
  writeFileSync(`${path}.margins.json`, JSON.stringify(margins));
  writeRows(path, people);
  return margins;
}

function drawRespondents(n: number, unitsPerStratum: number): Respondents {
  const random = new Pcg64(SEED);
  const uniforms = () => Float64Array.from({ length: n }, () => random.uniform());
  const county = choose(random, n, COUNTY_SHARES);
  const kind = choose(random, n, KIND_SHARES);
  const psu = new Int32Array(n);
  for (let r = 0; r < n; r++)
    psu[r] = (county[r]! * 10 + kind[r]!) * unitsPerStratum + random.below(unitsPerStratum);
  const psuEffect = Float64Array.from(
    { length: STRATA * unitsPerStratum },
    () => 0.25 * standardNormal(random),
  );
  const order = permutation(random, 10);
  const countyEffect = order.map((at) => (at === 9 ? 0.3 : -0.3 + at * (0.6 / 9)));
  const age = choose(random, n, AGE_SHARES);
  const sex = Uint8Array.from(uniforms(), (u) => (u < 0.56 ? 1 : 0));
  const rural = Uint8Array.from(uniforms(), (u, r) => (u < 0.38 + 0.03 * (county[r]! % 4) ? 1 : 0));
  const base = Float64Array.from({ length: STRATA }, () => 40 + 60 * random.uniform());
  const weight = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    const stratum = Math.floor(psu[r]! / unitsPerStratum);
    weight[r] = Math.round(base[stratum]! * Math.exp(0.45 * standardNormal(random)) * 1e6) / 1e6;
  }
  const theta = new Float64Array(n);
  for (let r = 0; r < n; r++)
    theta[r] =
      psuEffect[psu[r]!]! +
      countyEffect[county[r]!]! +
      0.8 * standardNormal(random) +
      0.1 * age[r]! -
      0.15 * rural[r]!;
  const items = Array.from({ length: ITEMS }, (_, k) => {
    const item = new Uint8Array(n);
    for (let r = 0; r < n; r++) {
      const z = 0.9 * theta[r]! + 0.7 * standardNormal(random) + (0.5 - 0.1 * k);
      item[r] = STEPS.reduce((rating, step) => rating + (z > step ? 1 : 0), 1);
    }
    for (let r = 0; r < n; r++) if (random.uniform() < 0.04) item[r] = 0;
    return item;
  });
  return { county, psu, age, sex, rural, weight, items };
}

function choose(random: Pcg64, n: number, shares: readonly number[]): Uint8Array {
  const cumulative: number[] = [];
  shares.reduce((sum, share, i) => (cumulative[i] = sum + share), 0);
  const all = cumulative[cumulative.length - 1]!;
  const limits = cumulative.map((sum) => sum / all);
  return Uint8Array.from({ length: n }, () => {
    const u = random.uniform();
    let at = 0;
    while (u >= limits[at]!) at++;
    return at;
  });
}

function permutation(random: Pcg64, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.upTo(i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function marginsOf({ county, age, sex, rural, weight }: Respondents, population: number): BenchMargins {
  const totals = (codes: ArrayLike<number>, tilt: readonly number[]) => {
    const sums = new Float64Array(tilt.length);
    for (let r = 0; r < weight.length; r++) sums[codes[r]!]! += weight[r]!;
    const tilted = sums.map((sum, i) => sum * tilt[i]!);
    const all = tilted.reduce((sum, each) => sum + each, 0);
    const rounded = tilted.map((each) => Math.round((each / all) * population));
    const off = population - rounded.reduce((sum, each) => sum + each, 0);
    rounded[rounded.length - 1]! += off;
    return rounded;
  };
  const byAge = totals(age, [1.5, 0.8, 0.9, 1.1, 1.3, 1.6]);
  const bySex = totals(sex, [1.25, 0.8]);
  const places = county.map((each, r) => each * 2 + rural[r]!);
  const tilt = Array.from({ length: 20 }, (_, i) => (i % 2 ? 1.3 : 0.85) * (0.8 + Math.floor(i / 2) * 0.05));
  const byPlace = totals(places, tilt);
  return {
    agegrp: Object.fromEntries(AGES.map((name, i) => [name, byAge[i]!])),
    sex: { M: bySex[0]!, F: bySex[1]! },
    cres: Object.fromEntries(Array.from(byPlace, (total, i) => [placeName(Math.floor(i / 2), i % 2), total])),
  };
}

const two = (value: number, width: number) => String(value).padStart(width, '0');
const placeName = (county: number, rural: number) => `C${two(county + 1, 2)}_${rural ? 'R' : 'U'}`;

function writeRows(path: string, people: Respondents): void {
  const { county, psu, age, sex, rural, weight, items } = people;
  const unitsPerStratum = weight.length >= 500_000 ? 40 : 10;
  const order = Uint32Array.from(psu.keys()).sort((a, b) => psu[a]! - psu[b]! || a - b);
  const file = openSync(path, 'w');
  const header = ['id', 'county', 'stratum', 'psu', 'w', 'agegrp', 'sex', 'cres'];
  writeSync(file, `${[...header, ...items.map((_, k) => `q${k + 1}`)].join(',')}\n`);
  let lines: string[] = [];
  order.forEach((r, at) => {
    const c = county[r]!;
    const ratings = items.map((item) => item[r] || '').join(',');
    const stratum = `S${two(Math.floor(psu[r]! / unitsPerStratum) + 1, 3)}`;
    lines.push(
      `${at + 1},C${two(c + 1, 2)},${stratum},P${two(psu[r]! + 1, 5)},${weight[r]!.toFixed(6)},${AGES[age[r]!]},${sex[r] ? 'F' : 'M'},${placeName(c, rural[r]!)},${ratings}`,
    );
    if (lines.length < 20_000 && at + 1 < order.length) return;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  });
  closeSync(file);
}
