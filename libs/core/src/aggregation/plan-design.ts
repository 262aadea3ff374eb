import type { Design, Stage } from '@mingjian/statistics';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import { columnOf, isMissing, labelRows, numbersOf, type TextColumns } from './plan-columns';
import { PlanError } from './plan-error';

/**
 * The kernel's design from a plan's, a record a row.
 * @throws PlanError for missing or negative weights, a population smaller than its sample, a population that varies within
 * a stratum, and a primary unit in two strata without `nest`
 */
export function designOf(plan: EstimationPlan['design'], columns: TextColumns, rows: number): Design {
  const clusters = plan.clusters ?? [];
  const strata = plan.strata ?? [];
  const fpc = plan.fpc ?? [];
  const depth = Math.max(clusters.length, 1);
  if (strata.length > depth) throw new PlanError(tooDeep('strata', strata.length, depth));
  if (fpc.length > depth) throw new PlanError(tooDeep('fpc', fpc.length, depth));
  const stages: Stage[] = [];
  let parent: readonly number[] = new Array<number>(rows).fill(0);
  let chance = new Float64Array(rows).fill(1);
  for (let depthNow = 0; depthNow < depth; depthNow++) {
    const stratumColumn = strata[depthNow];
    const clusterColumn = clusters[depthNow];
    const stratumText = stratumColumn === undefined ? null : present(columns, stratumColumn);
    const stratum = labelRows(stratumText ? [parent, stratumText] : [parent], rows);
    const unitText = clusterColumn === undefined ? rowNumbers(rows) : present(columns, clusterColumn);
    const unit = labelRows(
      plan.nest === true || depthNow > 0 ? [Array.from(stratum), unitText] : [unitText],
      rows,
    );
    if (clusterColumn !== undefined) requireNested(clusterColumn, stratum, unit, unitText);
    const fpcColumn = fpc[depthNow];
    const stage: Stage = { stratum, unit };
    if (fpcColumn !== undefined) {
      stage.populationSize = populationSizes(fpcColumn, numbersOf(columns, fpcColumn), stage);
      const sampled = unitsPerStratum(stage);
      chance = chance.map(
        (each, row) => (each * (sampled.get(stratum[row] ?? 0) ?? 0)) / (stage.populationSize?.[row] ?? 1),
      );
    }
    stages.push(stage);
    parent = Array.from(unit);
  }
  return {
    size: rows,
    count: new Float64Array(rows).fill(1),
    weight: weightsOf(plan, columns, chance),
    stages,
    lonelyPsu: plan.lonelyPsu ?? 'fail',
  };
}

function weightsOf(plan: EstimationPlan['design'], columns: TextColumns, chance: Float64Array): Float64Array {
  const name = plan.weights;
  if (name === undefined) {
    if (!plan.fpc?.length)
      throw new PlanError({
        zh: 'design：没有给出权数，也没有给出 fpc',
        en: 'design: neither weights nor fpc are given',
      });
    return chance.map((each) => 1 / each);
  }
  return numbersOf(columns, name).map((weight, row) => {
    if (Number.isNaN(weight))
      throw new PlanError({
        zh: `权数“${name}”第 ${row + 2} 行缺失`,
        en: `weights "${name}", row ${row + 2}: missing`,
      });
    if (weight < 0)
      throw new PlanError({
        zh: `权数“${name}”第 ${row + 2} 行：${weight} 是负数`,
        en: `weights "${name}", row ${row + 2}: ${weight} is negative`,
      });
    return weight;
  });
}

function present(columns: TextColumns, name: string): readonly string[] {
  const column = columnOf(columns, name);
  const row = column.findIndex(isMissing);
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
  text: readonly (string | number)[],
): void {
  const stratumOf = new Map<number, number>();
  unit.forEach((each, row) => {
    const known = stratumOf.get(each);
    if (known !== undefined && known !== stratum[row])
      throw new PlanError({
        zh: `整群“${name}” = ${String(text[row])} 出现在两个层中；若各层重名，请设 "nest": true`,
        en: `cluster "${name}" = ${String(text[row])} is in two strata; set "nest": true if names repeat`,
      });
    stratumOf.set(each, stratum[row] ?? 0);
  });
}

function populationSizes(name: string, values: Float64Array, stage: Stage): Float64Array {
  const sampled = unitsPerStratum(stage);
  const first = new Map<number, number>();
  return values.map((value, row) => {
    const stratum = stage.stratum[row] ?? 0;
    const n = sampled.get(stratum) ?? 0;
    if (!(value > 0))
      throw new PlanError({
        zh: `fpc“${name}”第 ${row + 2} 行：缺失或不大于零`,
        en: `fpc "${name}", row ${row + 2}: missing or not above zero`,
      });
    const known = first.get(stratum) ?? value;
    first.set(stratum, known);
    if (known !== value)
      throw new PlanError({
        zh: `fpc“${name}”第 ${row + 2} 行：${value} 与同层的 ${known} 不同`,
        en: `fpc "${name}", row ${row + 2}: ${value} differs from ${known} in the same stratum`,
      });
    const size = value <= 1 ? n / value : value;
    if (size < n)
      throw new PlanError({
        zh: `fpc“${name}”第 ${row + 2} 行：总体 ${value} 小于样本 ${n}`,
        en: `fpc "${name}", row ${row + 2}: population ${value} is smaller than its sample of ${n}`,
      });
    return size;
  });
}

function unitsPerStratum(stage: Stage): Map<number, number> {
  const units = new Map<number, Set<number>>();
  stage.stratum.forEach((stratum, row) => {
    const set = units.get(stratum) ?? new Set();
    set.add(stage.unit[row] ?? 0);
    units.set(stratum, set);
  });
  return new Map([...units].map(([stratum, set]) => [stratum, set.size]));
}

function tooDeep(name: string, stages: number, depth: number): { zh: string; en: string } {
  return {
    zh: `${name} 有 ${stages} 个阶段，而整群只有 ${depth} 个`,
    en: `${name}: ${stages} stages, but clusters have ${depth}`,
  };
}

function rowNumbers(rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => row);
}
