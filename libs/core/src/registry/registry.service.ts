import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import {
  stage,
  type ColumnMapping,
  type County,
  type FrameImport,
  type ImportedTable,
  type Margin,
  type MarginsImport,
  type School,
  type TableColumns,
} from '@mingjian/contract/registry';
import type { Connection, Model } from 'mongoose';
import { AuditService, type Person, type Scope } from '../identity';
import {
  badTable,
  canonicalHash,
  canonicalJson,
  guessMapping,
  inTransaction,
  Problem,
  readSheet,
  readTable,
} from '../platform';
import { seededCounties } from './data/counties';
import { classColumns, readFrame, schoolColumns } from './frame-table';
import { marginColumns, readMargins } from './margins-table';
import type { CountyDocument, MarginDocument, SchoolDocument } from './registry.schema';

const mostSchools = 20_000;
const mostClasses = 200_000;
const mostMargins = 20_000;

/** Counties, the school frame and the audited population totals. */
@Injectable()
export class RegistryService implements OnModuleInit {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('County') private readonly countyModel: Model<CountyDocument>,
    @InjectModel('School') private readonly schoolModel: Model<SchoolDocument>,
    @InjectModel('Margin') private readonly marginModel: Model<MarginDocument>,
    private readonly audit: AuditService,
  ) {}

  /** Seeds the counties; several processes may do so at once. */
  async onModuleInit(): Promise<void> {
    await this.countyModel.bulkWrite(
      seededCounties.map(({ code, ...county }) => ({
        updateOne: { filter: { _id: code }, update: { $set: county }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** @throws Problem 422 `school-unknown` */
  async requireSchool(code: string): Promise<void> {
    if (await this.schoolModel.exists({ _id: code })) return;
    throw new Problem(422, 'school-unknown', {
      zh: `名册中没有学校标识码为 ${code} 的学校，请先导入名册或核对标识码。`,
      en: `The frame has no school with the code ${code}; import the frame first or check the code.`,
    });
  }

  /** All counties, by code. */
  async counties(): Promise<County[]> {
    return (await this.countyModel.find().sort({ _id: 1 }).lean<CountyDocument[]>()).map(countyOf);
  }

  /** @throws Problem 404 `county-unknown` */
  async county(code: string): Promise<County> {
    const found = await this.countyModel.findById(code).lean<CountyDocument>();
    if (found) return countyOf(found);
    throw new Problem(404, 'county-unknown', {
      zh: '没有这个县（市、区）。',
      en: 'There is no such county.',
    });
  }

  /** Schools within a scope, by code; a county sees its own whatever it asks for. */
  async schools(scope: Scope, countyCode?: string): Promise<School[]> {
    const wanted = scope.kind === 'county' ? scope.countyCode : countyCode;
    return this.findSchools(wanted === undefined ? {} : { countyCode: wanted });
  }

  /** The whole frame, by code: what samples are drawn from. */
  async frame(): Promise<School[]> {
    return this.findSchools({});
  }

  /** Audited totals of one audience in a county, by variable and category. */
  async marginsOf(countyCode: string, audience: Margin['audience']): Promise<Margin[]> {
    const found = await this.marginModel
      .find({ countyCode, audience })
      .sort({ _id: 1 })
      .lean<MarginDocument[]>();
    return found.map(({ _id, ...margin }) => margin);
  }

  /**
   * Replaces the school frame by two tables (schools, classes), all or nothing.
   *
   * @param dryRun checks and counts, and writes nothing
   * @throws Problem 422 `bad-table` naming each fault by row
   */
  async importFrame(
    person: Person,
    files: { schools: Uint8Array; classes: Uint8Array },
    dryRun: boolean,
    mapping: Partial<Record<'schools' | 'classes', ColumnMapping>> = {},
  ): Promise<FrameImport> {
    const schoolTable = await readTable(files.schools, schoolColumns, {
      maxRows: mostSchools,
      file: 'schools',
      mapping: mapping.schools,
    });
    const classTable = await readTable(files.classes, classColumns, {
      maxRows: mostClasses,
      file: 'classes',
      mapping: mapping.classes,
    });
    const { schools, faults } = readFrame(schoolTable, classTable, await this.countyCodes());
    if (faults.length > 0) throw badTable(faults);
    const changes = frameChanges(await this.frame(), schools);
    if (!dryRun) {
      const documents = schools.map(({ code, ...school }) => ({ _id: code, ...school }));
      await inTransaction(this.connection, async (session) => {
        await this.schoolModel.deleteMany({}, { session });
        await this.schoolModel.insertMany(documents, { session, ordered: true });
        const detail = {
          schools: schools.length,
          classes: classTable.rows.length,
          hash: canonicalHash(schools),
        };
        await this.audit.record(
          { actor: person.email, action: 'frame.import', subject: 'frame', detail },
          session,
        );
      });
    }
    return {
      dryRun,
      changes,
      schools: schools.length,
      classes: classTable.rows.length,
      encoding: schoolTable.encoding,
      byStage: stage.options.map((each) => ({
        stage: each,
        schools: schools.filter((school) => school.stage === each).length,
      })),
    };
  }

  /** What columns a file has, and which of ours each most likely is. @throws Problem 422 `bad-table` */
  async columnsOf(table: ImportedTable, file: Uint8Array): Promise<TableColumns> {
    const { records, encoding } = await readSheet(file, table, mostClasses);
    const [header = [], ...rows] = records;
    const columns = { schools: schoolColumns, classes: classColumns, margins: marginColumns }[table];
    const guesses: Record<string, string | null> = guessMapping<string>(header, columns);
    return {
      encoding,
      rows: rows.filter((row) => row.some((cell) => cell.trim() !== '')).length,
      headers: header.flatMap((name, at) => {
        const examples = rows.slice(0, 3).map((row) => (row[at] ?? '').slice(0, 40));
        return name.trim() === '' ? [] : [{ name, examples }];
      }),
      columns: columns.map(({ key, zh, en }) => ({ key, zh, en, guess: guesses[key] ?? null })),
    };
  }

  /**
   * Replaces the margins of every county × audience that the table names, all or nothing.
   *
   * @throws Problem 422 `bad-table`
   */
  async importMargins(
    person: Person,
    file: Uint8Array,
    dryRun: boolean,
    mapping?: ColumnMapping,
  ): Promise<MarginsImport> {
    const table = await readTable(file, marginColumns, { maxRows: mostMargins, file: 'margins', mapping });
    const { margins, faults } = readMargins(table, await this.countyCodes());
    if (faults.length > 0) throw badTable(faults);
    const groups = new Map(
      margins.map(({ countyCode, audience }) => [`${countyCode} ${audience}`, { countyCode, audience }]),
    );
    if (!dryRun) {
      await inTransaction(this.connection, async (session) => {
        await this.marginModel.deleteMany({ $or: [...groups.values()] }, { session });
        await this.marginModel.insertMany(
          margins.map((margin) => ({ _id: marginId(margin), ...margin })),
          { session, ordered: true },
        );
        const detail = { margins: margins.length, groups: [...groups.keys()], hash: canonicalHash(margins) };
        await this.audit.record(
          { actor: person.email, action: 'margins.import', subject: 'margins', detail },
          session,
        );
      });
    }
    return {
      dryRun,
      margins: margins.length,
      counties: new Set(margins.map((margin) => margin.countyCode)).size,
      encoding: table.encoding,
    };
  }

  private async countyCodes(): Promise<Set<string>> {
    return new Set((await this.counties()).map((county) => county.code));
  }

  private async findSchools(filter: { countyCode?: string }): Promise<School[]> {
    const found = await this.schoolModel.find(filter).sort({ _id: 1 }).lean<SchoolDocument[]>();
    return found.map(({ _id, ...school }) => ({ code: _id, ...school }));
  }
}

/** What a new frame changes of the old one, school by school. */
function frameChanges(before: readonly School[], after: readonly School[]): FrameImport['changes'] {
  const old = new Map(before.map((school) => [school.code, canonicalJson(school)]));
  const known = after.filter(({ code }) => old.has(code));
  return {
    added: after.length - known.length,
    changed: known.filter((school) => canonicalJson(school) !== old.get(school.code)).length,
    gone: before.length - known.length,
  };
}

function countyOf({ _id, ...county }: CountyDocument): County {
  return { code: _id, ...county };
}

function marginId({ countyCode, audience, variable, category }: Margin): string {
  return [countyCode, audience, variable, category].join('.');
}
