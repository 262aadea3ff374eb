import { combineLabels, type Design, type Stage } from '@mingjian/statistics';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import type { CodedColumn, PlanColumns } from './columns';
import { PlanError } from './error';
import { populationSizes, unitsPerStratum } from './population';

type PlannedDesign = EstimationPlan['design'];

/**
 * The kernel's design from a plan's, a record a row.
 * @throws PlanError for missing or negative weights, weights left out where fpc does not give them, a population smaller than its sample, a population that varies within
 * a stratum, and a unit in two strata without `nest`
 */
export function designOf(plan: PlannedDesign, columns: PlanColumns): Design {
  const clusters = plan.clusters ?? [];
  const depth = Math.max(clusters.length, 1);
  for (const name of ['strata', 'fpc'] as const)
    if ((plan[name]?.length ?? 0) > depth) throw new PlanError(tooDeep(name, plan[name]?.length ?? 0, depth));
  const { rows } = columns;
  const stages: Stage[] = [];
  let parent: Int32Array = new Int32Array(rows);
  const chance = new Float64Array(rows).fill(1);
  for (let at = 0; at < depth; at++) {
    const strata = plan.strata?.[at];
    const cluster = clusters[at];
    const fpc = plan.fpc?.[at];
    const stratum = combineLabels(strata === undefined ? [parent] : [parent, present(columns, strata).codes]);
    const names = cluster === undefined ? null : present(columns, cluster);
    const own = names?.codes ?? Int32Array.from({ length: rows }, (_, row) => row);
    const unit = combineLabels(plan.nest === true ? [parent, stratum, own] : [parent, own]);
    if (names && cluster !== undefined) requireNested(cluster, stratum, unit, names);
    const stage: Stage = { stratum, unit };
    if (fpc !== undefined) {
      const sampled = unitsPerStratum(stage);
      const sizes = populationSizes(fpc, columns.numbers(fpc), stratum, sampled);
      for (let row = 0; row < rows; row++) chance[row]! *= sampled[stratum[row]!]! / sizes[row]!;
      stage.populationSize = sizes;
    }
    stages.push(stage);
    parent = unit;
  }
  return {
    size: rows,
    count: new Float64Array(rows).fill(1),
    weight: weightsOf(plan, columns, chance, depth),
    stages,
    lonelyPsu: plan.lonelyPsu ?? 'fail',
  };
}

/** What a row's stratum is called, for messages: its values at the stages down to the one named. */
export function stratumName(plan: PlannedDesign, columns: PlanColumns, stage: number, row: number): string {
  const names = [
    ...(plan.clusters ?? []).slice(0, stage).flatMap((name, at) => [plan.strata?.[at], name]),
    plan.strata?.[stage],
  ].filter((name) => name !== undefined);
  return names
    .map((name) => {
      const { codes, text } = columns.coded(name);
      return `${name} = ${text(codes[row]!)}`;
    })
    .join(', ');
}

function weightsOf(
  plan: PlannedDesign,
  columns: PlanColumns,
  chance: Float64Array,
  depth: number,
): Float64Array {
  const name = plan.weights;
  if (name === undefined) {
    const given = plan.fpc?.length ?? 0;
    if (given === 0)
      throw new PlanError({
        zh: 'design：没有给出权数，也没有给出 fpc',
        en: 'design: neither weights nor fpc are given',
      });
    if (given < depth)
      throw new PlanError({
        zh: `design：fpc 只有 ${given} 个阶段，而整群有 ${depth} 个，算不出权数；请给出 weights`,
        en: `design: fpc has ${given} of the ${depth} stages of the clusters, which gives no weights; name a column of weights`,
      });
    return chance.map((each) => 1 / each);
  }
  const weights = columns.numbers(name);
  let sum = 0;
  let squares = 0;
  weights.forEach((weight, row) => {
    if (Number.isNaN(weight)) throw new PlanError(badWeight(name, row, '缺失', 'missing'));
    if (weight < 0) throw new PlanError(badWeight(name, row, `${weight} 是负数`, `${weight} is negative`));
    sum += weight;
    squares += weight * weight;
  });
  if (!(sum > 0))
    throw new PlanError({ zh: `权数“${name}”之和为零`, en: `weights "${name}" add up to zero` });
  if (!Number.isFinite(squares))
    throw new PlanError({
      zh: `权数“${name}”太大，其平方和溢出`,
      en: `weights "${name}" are too large: their squares overflow`,
    });
  return weights;
}

function badWeight(name: string, row: number, zh: string, en: string): { zh: string; en: string } {
  return { zh: `权数“${name}”第 ${row + 2} 行：${zh}`, en: `weights "${name}", row ${row + 2}: ${en}` };
}

function present(columns: PlanColumns, name: string): CodedColumn {
  const column = columns.coded(name);
  const row = column.codes.indexOf(-1);
  if (row >= 0)
    throw new PlanError({
      zh: `设计列“${name}”第 ${row + 2} 行缺失`,
      en: `design column "${name}", row ${row + 2}: missing`,
    });
  return column;
}

function requireNested(
  name: string,
  stratum: Int32Array,
  unit: Int32Array,
  { codes, text }: CodedColumn,
): void {
  const stratumOf = new Int32Array(unit.length).fill(-1);
  unit.forEach((each, row) => {
    const known = stratumOf[each];
    if (known !== -1 && known !== stratum[row]) {
      const value = text(codes[row]!);
      throw new PlanError({
        zh: `整群“${name}” = ${value} 出现在两个层中；若各层重名，请设 "nest": true`,
        en: `cluster "${name}" = ${value} is in two strata; set "nest": true if names repeat`,
      });
    }
    stratumOf[each] = stratum[row] ?? 0;
  });
}

function tooDeep(name: string, stages: number, depth: number): { zh: string; en: string } {
  return {
    zh: `${name} 有 ${stages} 个阶段，而整群只有 ${depth} 个`,
    en: `${name}: ${stages} stages, but clusters have ${depth}`,
  };
}
