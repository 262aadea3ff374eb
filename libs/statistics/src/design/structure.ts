import type { Design, Stage } from './design';
import { relabel, type Relabelled } from './relabel';

/** The strata of one stage, laid out for the variance. */
export interface StrataLayout {
  strata: number;
  /** By stratum: sampled units, or persons. */
  sampled: Float64Array;
  /** By stratum: share of the variance still open, the product of the sampling fractions above × (1 − own fraction). */
  open: Float64Array;
  /** By stratum: unit of the stage above in which it lies; 0 at the first stage. */
  parent: Int32Array;
  /** By stratum: a record in it. */
  first: Int32Array;
}

export interface StageLayout extends StrataLayout {
  /** By record: number of the unit, from 0. */
  unitOf: Int32Array;
  units: number;
  /** By unit: number of its stratum, from 0. */
  stratumOf: Int32Array;
}

export interface PersonLayout extends StrataLayout {
  /** By record: number of the stratum, from 0. */
  stratumOf: Int32Array;
}

/** A design's stages with everything about them that no estimate changes. */
export interface Structure {
  stages: StageLayout[];
  persons: PersonLayout | null;
}

/** Strata with a smaller share left open count as taken whole, as in R. */
const TAKEN_WHOLE = 1e-7;

const known = new WeakMap<Stage[], Structure>();

/** Lays out the stages of a design, once for each `stages` array. */
export function structureOf(design: Design): Structure {
  let structure = known.get(design.stages);
  if (!structure) {
    structure = layOut(design);
    known.set(design.stages, structure);
  }
  return structure;
}

/** What a unit of one stage hands down to the strata within it. */
interface Above {
  unitOf: Int32Array;
  /** By unit: product of the sampling fractions down to it. */
  fraction: Float64Array;
}

function layOut(design: Design): Structure {
  let above: Above = { unitOf: new Int32Array(design.size), fraction: Float64Array.of(1) };
  const stages: StageLayout[] = [];
  for (const stage of design.stages) {
    const strata = relabel(stage.stratum);
    const units = relabel(stage.unit);
    const stratumOf = units.first.map((record) => strata.code[record]!);
    const sampled = new Float64Array(strata.size);
    for (const stratum of stratumOf) sampled[stratum]! += 1;
    const { layout, fraction } = openShares(strata, sampled, stage.populationSize, above);
    stages.push({ ...layout, unitOf: units.code, units: units.size, stratumOf });
    above = {
      unitOf: units.code,
      fraction: Float64Array.from(stratumOf, (stratum) => fraction[stratum]!),
    };
  }
  if (!design.persons) return { stages, persons: null };
  const strata = relabel(design.persons.stratum);
  const sampled = new Float64Array(strata.size);
  for (let r = 0; r < design.size; r++) sampled[strata.code[r]!]! += design.count[r]!;
  const { layout } = openShares(strata, sampled, design.persons.populationSize, above);
  return { stages, persons: { ...layout, stratumOf: strata.code } };
}

function openShares(
  strata: Relabelled,
  sampled: Float64Array,
  populationSize: Float64Array | undefined,
  above: Above,
): { layout: StrataLayout; fraction: Float64Array } {
  const open = new Float64Array(strata.size);
  const fraction = new Float64Array(strata.size);
  const parent = strata.first.map((record) => above.unitOf[record]!);
  for (let h = 0; h < strata.size; h++) {
    const inherited = above.fraction[parent[h]!]!;
    const population = populationSize ? populationSize[strata.first[h]!]! : Infinity;
    // More answers than eligible persons happen in the field; then everybody answered.
    const own = population === Infinity ? 0 : Math.min(1, sampled[h]! / population);
    fraction[h] = inherited * own;
    open[h] = 1 - own < TAKEN_WHOLE ? 0 : inherited * (1 - own);
  }
  return { layout: { strata: strata.size, sampled, open, parent, first: strata.first }, fraction };
}
