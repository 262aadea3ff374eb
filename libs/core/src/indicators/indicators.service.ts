import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type {
  Indicator,
  IndicatorSheet,
  IndicatorsImport,
  IndicatorValue,
  PutIndicatorValue,
  ValuesImport,
} from '@mingjian/contract/indicators';
import type { ClientSession, Connection, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, wholeCity, type Person, type Scope } from '../identity';
import { badTable, canonicalHash, inTransaction, Problem, readCsv } from '../platform';
import { divisionCodeFault, RegistryService } from '../registry';
import { readValue, type FilingRules, type ReadValue } from './filed-value';
import { nameColumns, readTree, treeColumns, treeCounts } from './indicator-tree';
import type { IndicatorDocument, IndicatorValueDocument } from './indicators.schema';
import { attainment, parseThreshold } from './thresholds';
import { readValues, valueColumns, valueKey } from './values-table';

const mostIndicators = 1000;
const mostValues = 20_000;

/** 指标体系 of a cycle and the counties' values, of its year and of the year before. */
@Injectable()
export class IndicatorsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Indicator') private readonly indicators: Model<IndicatorDocument>,
    @InjectModel('IndicatorValue') private readonly values: Model<IndicatorValueDocument>,
    private readonly cycles: CyclesService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Replaces the tree of a cycle by a table, all or nothing.
   *
   * @throws Problem 422 `bad-table`, 409 `indicators-in-use` when a value would lose its indicator
   */
  async importTree(
    person: Person,
    cycleId: string,
    files: { tree: Uint8Array; names: Uint8Array | null },
  ): Promise<IndicatorsImport> {
    await this.cycles.require(scopeOf(person), cycleId);
    const table = await readCsv(files.tree, treeColumns, { maxRows: mostIndicators, file: 'indicators' });
    const names =
      files.names && (await readCsv(files.names, nameColumns, { maxRows: mostIndicators, file: 'names' }));
    const { indicators, faults } = readTree(table, names);
    if (faults.length > 0) throw badTable(faults);
    const leaves = new Set(indicators.filter(({ level }) => level === 3).map(({ code }) => code));
    await inTransaction(this.connection, async (session) => {
      const used = await this.values.distinct('indicatorCode', { cycleId }).session(session);
      const lost = used.filter((code) => !leaves.has(code));
      if (lost.length > 0) throw indicatorsInUse(lost);
      await this.indicators.deleteMany({ cycleId }, { session });
      await this.indicators.insertMany(
        indicators.map((indicator, position) => ({
          _id: `${cycleId}.${indicator.code}`,
          cycleId,
          position,
          ...indicator,
        })),
        { session, ordered: true },
      );
      const detail = { ...treeCounts(indicators), hash: canonicalHash(indicators) };
      await this.audit.record(
        { actor: person.email, action: 'indicators.import', subject: cycleId, detail },
        session,
      );
    });
    const counts = treeCounts(indicators);
    return {
      encoding: table.encoding,
      ...counts,
      withoutEnglishName: indicators.filter(({ nameEn }) => nameEn === '').length,
      planShape: counts.level1 === 6 && counts.level2 === 24 && counts.level3 === 69,
    };
  }

  /** The tree, with the values of one county; a county sees its own whatever it asks for. */
  async sheet(scope: Scope, cycleId: string, countyCode?: string): Promise<IndicatorSheet> {
    await this.cycles.require(scope, cycleId);
    return this.sheetOf(cycleId, scope.kind === 'county' ? scope.countyCode : countyCode);
  }

  /** For reports and the worker: the same, unscoped. */
  async sheetOf(cycleId: string, countyCode?: string): Promise<IndicatorSheet> {
    const { year } = await this.cycles.require(wholeCity, cycleId);
    const indicators = await this.tree(cycleId);
    if (countyCode === undefined) return { year, indicators, values: [] };
    const values = await this.values
      .find({ cycleId, countyCode })
      .sort({ indicatorCode: 1, stagePrefix: 1, year: 1 })
      .lean<IndicatorValueDocument[]>();
    return { year, indicators, values: withVerdicts(values, indicators) };
  }

  /** For surveys: the codes that an item may be mapped to; empty before the import. */
  async codesOf(cycleId: string): Promise<Set<string>> {
    return new Set((await this.tree(cycleId)).map(({ code }) => code));
  }

  /**
   * Files one value; an earlier one of the same county, indicator, year and stage is replaced, the audit log keeps both.
   *
   * @throws Problem 403 `other-county`, 422 `bad-value` naming the member at fault
   */
  async put(person: Person, cycleId: string, input: PutIndicatorValue): Promise<IndicatorValue> {
    const rules = await this.rules(person, cycleId);
    const filed = { ...input, year: String(input.year) };
    const { value, faults } = readValue(filed, rules);
    if (faults.some((fault) => fault.rule === 'other-county')) throw otherCounty();
    if (faults.length > 0) {
      const detailed = faults.map((fault) => ({ ...fault, value: filed[fault.field].slice(0, 60) }));
      throw new Problem(
        422,
        'bad-value',
        { zh: '指标值不符合要求，没有保存。', en: 'The value breaks a rule and was not saved.' },
        detailed,
      );
    }
    await inTransaction(this.connection, async (session) => {
      const _id = idOf(cycleId, value);
      const before = await this.values.findById(_id).session(session).lean<IndicatorValueDocument>();
      await this.write(person, cycleId, [value], session);
      const detail = {
        ...value,
        before: before && { value: before.value, grade: before.grade, evidence: before.evidence },
      };
      await this.audit.record(
        { actor: person.email, action: 'indicator-value.put', subject: cycleId, detail },
        session,
      );
    });
    const sheet = await this.sheetOf(cycleId, value.countyCode);
    const stored = sheet.values.find((each) => valueKey(each) === valueKey(value));
    if (!stored) throw new Error('a value that was just stored is not there');
    return stored;
  }

  /**
   * Files the values of a table, all or none.
   *
   * @throws Problem 422 `bad-table`
   */
  async importValues(
    person: Person,
    cycleId: string,
    file: Uint8Array,
    dryRun: boolean,
  ): Promise<ValuesImport> {
    const rules = await this.rules(person, cycleId);
    const table = await readCsv(file, valueColumns, { maxRows: mostValues, file: 'values' });
    const { values, faults } = readValues(table, rules);
    if (faults.length > 0) throw badTable(faults);
    const counties = [...new Set(values.map((value) => value.countyCode))].sort();
    if (!dryRun) {
      await inTransaction(this.connection, async (session) => {
        await this.write(person, cycleId, values, session);
        const detail = { values: values.length, counties, hash: canonicalHash(values) };
        await this.audit.record(
          { actor: person.email, action: 'indicator-values.import', subject: cycleId, detail },
          session,
        );
      });
    }
    return { dryRun, values: values.length, counties: counties.length, encoding: table.encoding };
  }

  private async write(
    person: Person,
    cycleId: string,
    values: readonly ReadValue[],
    session: ClientSession,
  ): Promise<void> {
    const filed = { filedBy: person.id, filedAt: new Date() };
    await this.values.bulkWrite(
      values.map((value) => ({
        replaceOne: {
          filter: { _id: idOf(cycleId, value) },
          replacement: { _id: idOf(cycleId, value), cycleId, ...value, ...filed },
          upsert: true,
        },
      })),
      { session, ordered: true },
    );
  }

  private async rules(person: Person, cycleId: string): Promise<FilingRules> {
    const scope = scopeOf(person);
    const [cycle, tree, counties] = await Promise.all([
      this.cycles.require(scope, cycleId),
      this.tree(cycleId),
      this.registry.counties(),
    ]);
    if (tree.length === 0) {
      throw new Problem(409, 'no-indicators', {
        zh: '本周期还没有导入指标体系，不能填报指标值。',
        en: 'The indicators of this cycle have not been imported yet, so no values can be filed.',
      });
    }
    const known = new Set(counties.map((county) => county.code));
    return {
      indicators: new Map(tree.map((indicator) => [indicator.code, indicator])),
      year: cycle.year,
      ownCounty: scope.kind === 'county' ? scope.countyCode : null,
      countyFault: (code) => divisionCodeFault(code, known),
    };
  }

  private async tree(cycleId: string): Promise<Indicator[]> {
    const found = await this.indicators.find({ cycleId }).sort({ position: 1 }).lean<IndicatorDocument[]>();
    return found.map(({ _id, cycleId: _cycle, position: _position, ...indicator }) => indicator);
  }
}

function idOf(cycleId: string, value: ReadValue): string {
  return `${cycleId}|${valueKey(value)}`;
}

function withVerdicts(
  values: readonly IndicatorValueDocument[],
  indicators: readonly Indicator[],
): IndicatorValue[] {
  const thresholds = new Map(
    indicators.map(({ code, threshold }) => [code, parseThreshold(threshold) ?? []] as const),
  );
  const numbers = new Map(values.map((value) => [valueKey(value), value.value]));
  return values.map(({ _id, cycleId: _cycle, filedBy: _by, filedAt: _at, ...value }) => {
    const previous = numbers.get(valueKey({ ...value, year: value.year - 1 })) ?? null;
    const parts = thresholds.get(value.indicatorCode) ?? [];
    const verdict = attainment(parts, value.stagePrefix, value.value, previous);
    return { id: _id, ...value, meets: verdict === 'none' ? null : verdict === 'meets' };
  });
}

function indicatorsInUse(codes: readonly string[]): Problem {
  return new Problem(409, 'indicators-in-use', {
    zh: `新的指标表中缺少已填报数值的指标：${codes.join('、')}。指标体系没有更改。`,
    en: `The new table lacks indicators that have values: ${codes.join(', ')}. Nothing was changed.`,
  });
}
function otherCounty(): Problem {
  return new Problem(403, 'other-county', {
    zh: '只能填报本县（市、区）的指标值。',
    en: 'You can file values of your own county only.',
  });
}
