import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { ImportColumns, ImportedResult, ImportSpec } from '@mingjian/contract/aggregation';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person } from '../identity';
import { canonicalHash, inTransaction, Problem } from '../platform';
import type { ImportedResultDocument } from './aggregation.schema';
import { divisionCodeFault, RegistryService } from '../registry';
import { readImportedFile } from './imported-file';
import { PlanError, runPlan } from './plan';

/** 外部调查导入: answers collected elsewhere, with their weights and strata, become a result like any other. */
@Injectable()
export class ImportsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('ImportedResult') private readonly imports: Model<ImportedResultDocument>,
    private readonly cycles: CyclesService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  async columns(
    person: Person,
    cycleId: string,
    file: { name: string; bytes: Uint8Array },
  ): Promise<ImportColumns> {
    await this.cycles.require(scopeOf(person), cycleId);
    const { columns, rows, encoding } = await readImportedFile(file.name, file.bytes);
    return { columns: [...columns.keys()], rows, encoding };
  }

  /** Reads, estimates and stores in one go; a file or spec that is refused leaves nothing behind. */
  async import(
    person: Person,
    cycleId: string,
    spec: ImportSpec,
    file: { name: string; bytes: Uint8Array },
  ): Promise<ImportedResult> {
    await this.cycles.require(scopeOf(person), cycleId);
    await this.requireCounty(spec.countyCode);
    const { columns, rows, encoding } = await readImportedFile(file.name, file.bytes);
    const estimates = estimatesOf(spec, file.name, columns);
    const content = {
      title: spec.title,
      file: {
        name: file.name,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        rows,
        encoding,
      },
      spec,
      estimates,
    };
    const hash = canonicalHash(content);
    const document: ImportedResultDocument = {
      _id: randomUUID(),
      cycleId,
      ...content,
      hash,
      importedBy: person.name,
      createdAt: new Date(),
    };
    await inTransaction(this.connection, async (session) => {
      await this.imports.create([document], { session });
      await this.audit.record(
        { actor: person.email, action: 'import.survey', subject: document._id, detail: { cycleId, hash } },
        session,
      );
    });
    return toImported(document);
  }

  private async requireCounty(code: string | null): Promise<void> {
    if (code === null) return;
    const known = new Set((await this.registry.counties()).map((county) => county.code));
    const fault = divisionCodeFault(code, known);
    if (!fault) return;
    throw new Problem(
      422,
      'bad-import',
      {
        zh: '文件未导入：所属县（市、区）不正确。系统没有写入任何内容。',
        en: 'The file was not imported: its county is not right. Nothing was written.',
      },
      [{ field: 'countyCode', value: code, ...fault }],
    );
  }

  async list(person: Person, cycleId: string): Promise<ImportedResult[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    return (
      await this.imports.find({ cycleId }).sort({ createdAt: -1 }).lean<ImportedResultDocument[]>()
    ).map(toImported);
  }

  async get(person: Person, id: string): Promise<ImportedResult> {
    const found = await this.imports.findById(id).lean<ImportedResultDocument>();
    if (!found)
      throw new Problem(404, 'no-such-import', {
        zh: '没有这份导入的调查。',
        en: 'There is no such imported survey.',
      });
    await this.cycles.require(scopeOf(person), found.cycleId);
    return toImported(found);
  }
}

function estimatesOf(
  spec: ImportSpec,
  data: string,
  columns: Parameters<typeof runPlan>[1],
): ImportedResult['estimates'] {
  const plan: EstimationPlan = {
    data,
    design: {
      strata: spec.strata,
      clusters: spec.clusters,
      fpc: spec.fpc,
      lonelyPsu: 'adjust',
      ...(spec.weights === null ? {} : { weights: spec.weights }),
    },
    estimates: spec.variables.map((variable) => ({ id: variable, statistic: 'mean', variable })),
  };
  try {
    return runPlan(plan, columns).reply.estimates.map(({ id, n, estimate, se, ci, df, deff, reason }) => ({
      variable: id,
      n,
      estimate,
      se,
      ci: closed(ci),
      df,
      deff,
      reason,
    }));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new Problem(422, 'bad-import', {
      zh: `文件未导入：${error.text.zh}。系统没有写入任何内容。`,
      en: `The file was not imported: ${error.text.en}. Nothing was written.`,
    });
  }
}

/** Means have both ends or none. */
function closed(ci: readonly [number | null, number | null] | null): [number, number] | null {
  return ci === null || ci[0] === null || ci[1] === null ? null : [ci[0], ci[1]];
}

function toImported({
  _id,
  createdAt,
  cycleId,
  title,
  file,
  spec,
  estimates,
  hash,
  importedBy,
}: ImportedResultDocument): ImportedResult {
  return {
    id: _id,
    cycleId,
    title,
    file,
    spec,
    estimates,
    hash,
    importedBy,
    createdAt: createdAt.toISOString(),
  };
}
