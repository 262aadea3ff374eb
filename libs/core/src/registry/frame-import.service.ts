import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type {
  FrameImport,
  ImportedTable,
  Margin,
  MarginsImport,
  TableColumns,
  TableReading,
} from '@mingjian/contract/registry';
import type { ClientSession, Connection, Model } from 'mongoose';
import { AuditService, type Person } from '../identity';
import {
  badTable,
  canonicalHash,
  canonicalListHash,
  editConflict,
  headerFit,
  inTransaction,
  Problem,
  readSheet,
  readTable,
  type LocalizedFault,
  type Table,
  type TableColumn,
} from '../platform';
import { ExplainedWords, saidIn } from './explained-words.service';
import { fileColumns, tableColumnsOf } from './file-columns';
import { frameChanges, frameCounts } from './frame-counts';
import { classColumns, readFrame, schoolColumns } from './frame-table';
import { marginColumns, readMargins } from './margins-table';
import type { FrameStateDocument, MarginDocument, SchoolDocument } from './registry.schema';
import { RegistryService } from './registry.service';
import { wordReader } from './school-words';

const mostSchools = 20_000;
const mostClasses = 200_000;
const mostMargins = 20_000;
const SCHOOLS_AT_ONCE = 500;
const theFrame = 'frame';
const tryAgain = {
  zh: '您选的文件还在本页上：请再试导入一次，核对与新名册的差别。',
  en: 'The files that you chose are still on this page: try the import again and look at what it changes of the new frame.',
};

interface ImportOptions<Part extends string> {
  /** Checks and counts, and writes nothing. */
  dryRun: boolean;
  readings?: Partial<Record<Part, TableReading>>;
  /** Of the frame that the trial was held against; nothing is replaced that has changed since. */
  revision?: number;
}

/** 名册导入: replaces the frame and the margins by tables that an agency has. */
@Injectable()
export class FrameImportService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('School') private readonly schools: Model<SchoolDocument>,
    @InjectModel('Margin') private readonly margins: Model<MarginDocument>,
    @InjectModel('FrameState') private readonly states: Model<FrameStateDocument>,
    private readonly explained: ExplainedWords,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /**
   * What columns a file has, which of ours each most likely is, and which words of theirs the agency has explained.
   *
   * @throws Problem 422 `bad-table`
   */
  async columnsOf(
    person: Person,
    table: ImportedTable,
    file: Uint8Array,
    sheet?: string,
  ): Promise<TableColumns> {
    const fit = headerFit<string>(tableColumnsOf[table]);
    const read = await readSheet(file, table, mostClasses, sheet ?? fit);
    return fileColumns(table, read, await this.explained.of(person));
  }

  /**
   * Replaces the school frame by two tables (schools, classes), all or nothing.
   *
   * @throws Problem 422 `bad-table` naming every fault of both tables by row, 409 `edit-conflict`
   */
  async importFrame(
    person: Person,
    files: { schools: Uint8Array; classes: Uint8Array },
    { dryRun, readings = {}, revision }: ImportOptions<'schools' | 'classes'>,
  ): Promise<FrameImport> {
    const faults: LocalizedFault[] = [];
    const read = async <Key extends string>(
      file: 'schools' | 'classes',
      columns: readonly TableColumn<Key>[],
      maxRows: number,
    ) => {
      const rowFaults: LocalizedFault[] = [];
      const { sheet, mapping } = readings[file] ?? {};
      const table = await readTable(files[file], columns, {
        maxRows,
        file,
        sheet,
        mapping: mapping as Partial<Record<Key, string>> | undefined,
        faults: rowFaults,
      }).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        rowFaults.push(...error.faults);
        return null;
      });
      faults.push(...rowFaults.map((fault) => inFile(file, fault)));
      return { table, isWhole: rowFaults.length === 0 };
    };
    const schoolTable = await read('schools', schoolColumns, mostSchools);
    const classTable = await read('classes', classColumns, mostClasses);
    if (!schoolTable.table) throw badTable(faults);
    const said = saidIn(readings.schools);
    const frame = await readFrame(
      schoolTable.table,
      classTable.table ?? noRows(schoolTable.table.encoding),
      await this.countyCodes(),
      wordReader([...(await this.explained.of(person)), ...said]),
      schoolTable.isWhole,
    );
    for (const fault of frame.faults) faults.push(fault);
    if (faults.length > 0) throw badTable(faults);
    const { schools, leftOut } = frame;
    const state = await this.states.findById(theFrame).lean<FrameStateDocument>();
    const before = await this.registry.frame();
    const counts = {
      changes: await frameChanges(before, schools),
      ...frameCounts(schools),
      leftOut,
      encoding: schoolTable.table.encoding,
    };
    if (dryRun) return { dryRun, revision: state?.revision ?? 0, ...counts };
    const hash = await canonicalListHash(schools);
    const now = await inTransaction(this.connection, async (session) => {
      const next = await this.nextState(person, revision, session);
      await this.schools.deleteMany({}, { session });
      // In portions, as they are: every school has been checked, and a model would be made of each class otherwise.
      for (let at = 0; at < schools.length; at += SCHOOLS_AT_ONCE) {
        const portion = schools.slice(at, at + SCHOOLS_AT_ONCE);
        await this.schools.insertMany(
          portion.map(({ code, ...school }) => ({ _id: code, ...school })),
          { session, ordered: true, lean: true },
        );
      }
      await this.explained.remember(person, said, session);
      const { schools: stored, classes } = counts;
      const detail = { schools: stored, classes, leftOut, words: said, hash };
      await this.audit.record(
        { actor: person.email, action: 'frame.import', subject: 'frame', detail },
        session,
      );
      return next;
    });
    return { dryRun, revision: now, ...counts };
  }

  /**
   * Replaces the margins of every county × audience that the table names, all or nothing.
   *
   * @throws Problem 422 `bad-table`
   */
  async importMargins(
    person: Person,
    file: Uint8Array,
    { dryRun, readings = {} }: ImportOptions<'file'>,
  ): Promise<MarginsImport> {
    const { sheet, mapping } = readings.file ?? {};
    const table = await readTable(file, marginColumns, {
      maxRows: mostMargins,
      file: 'margins',
      sheet,
      mapping,
    });
    const said = saidIn(readings.file);
    const words = wordReader([...(await this.explained.of(person)), ...said]);
    const { margins, faults } = readMargins(table, await this.countyCodes(), words);
    if (faults.length > 0) throw badTable(faults);
    const groups = new Map(
      margins.map(({ countyCode, audience }) => [`${countyCode} ${audience}`, { countyCode, audience }]),
    );
    if (!dryRun) {
      await inTransaction(this.connection, async (session) => {
        await this.margins.deleteMany({ $or: [...groups.values()] }, { session });
        await this.margins.insertMany(
          margins.map((margin) => ({ _id: marginId(margin), ...margin })),
          { session, ordered: true },
        );
        await this.explained.remember(person, said, session);
        const detail = {
          margins: margins.length,
          groups: [...groups.keys()],
          words: said,
          hash: canonicalHash(margins),
        };
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

  private async nextState(
    person: Person,
    revision: number | undefined,
    session: ClientSession,
  ): Promise<number> {
    const before = await this.states.findById(theFrame).session(session).lean<FrameStateDocument>();
    if (before && revision !== undefined && before.revision !== revision)
      throw editConflict(before.by, before.at, tryAgain);
    const next = (before?.revision ?? 0) + 1;
    const state = { revision: next, by: person.name, at: new Date() };
    await this.states.updateOne({ _id: theFrame }, state, { session, upsert: true });
    return next;
  }

  private async countyCodes(): Promise<Set<string>> {
    return new Set((await this.registry.counties()).map((county) => county.code));
  }
}

function inFile(file: 'schools' | 'classes', fault: LocalizedFault): LocalizedFault {
  const name = { schools: '学校表', classes: '班级表' }[file];
  const { zh, en } = fault.message;
  return { ...fault, message: { zh: `${name}：${zh}`, en: `${file}: ${en}` } };
}

function noRows<Key extends string>(encoding: string): Table<Key> {
  return { encoding, header: {} as Record<Key, string>, rows: [] };
}

function marginId({ countyCode, audience, variable, category }: Margin): string {
  return [countyCode, audience, variable, category].join('.');
}
