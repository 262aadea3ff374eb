import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ExportFormat } from '@mingjian/contract/aggregation';
import type { Language } from '@mingjian/contract/localized';
import {
  OPEN_LINK_FOLDER,
  PLAN_FILE,
  ReplayService,
  REPLAY_FILE,
  RunsService,
  WITH_EXCLUDED_FOLDER,
  WeightingPlansService,
} from '../aggregation';
import {
  codebookOf,
  csvBytes,
  savBytes,
  xlsxStream,
  zipped,
  type Dataset,
  type ZipEntry,
} from '../documents';
import { AuditService, type Person } from '../identity';
import { RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import { exportNotes, exportTitles, variable, type ExportKind } from './export-words';
import { coarsened, publicDataset, type PublicPart } from './public-microdata';
import { replayDataset } from './replay-dataset';
import { resultsDataset } from './results-dataset';

/** 导出: results, microdata and replay files of a run, made while they are read. Every export is in the audit log. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly runs: RunsService,
    private readonly replay: ReplayService,
    private readonly plans: WeightingPlansService,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 404 `no-such-run`, also for a run outside the person's scope */
  async export(
    person: Person,
    runId: string,
    kind: Exclude<ExportKind, 'replay'>,
    format: ExportFormat,
    language: Language,
  ): Promise<Readable> {
    await this.begin(person, runId, kind, format);
    const datasets =
      kind === 'results'
        ? this.results(person, runId)
        : kind === 'public'
          ? this.public(person, runId)
          : this.restricted(person, runId);
    return format === 'xlsx'
      ? xlsxStream(withCodebook(kind, datasets), language)
      : Readable.from(zipped(filesOf(withCodebook(kind, datasets), format, language)), { objectMode: false });
  }

  /** The restricted replay files: a folder for each county × audience with its plan. @throws as `export` */
  async replayFiles(person: Person, runId: string): Promise<Readable> {
    await this.begin(person, runId, 'replay', 'csv');
    return Readable.from(zipped(this.folders(person, runId)), { objectMode: false });
  }

  private async begin(person: Person, runId: string, kind: ExportKind, format: ExportFormat): Promise<void> {
    const { cycleId, number } = await this.runs.get(person, runId);
    await this.audit.record({
      actor: person.email,
      action: `export.${kind}`,
      subject: runId,
      detail: { cycleId, number, format },
    });
  }

  private async *results(person: Person, runId: string): AsyncGenerator<Dataset> {
    const results = await this.runs.resultsOf(person, runId);
    const ids = [...new Set(results.map(({ surveyVersionId }) => surveyVersionId))];
    const versions = await Promise.all(ids.map((id) => this.surveys.version(id)));
    yield resultsDataset(results, await this.registry.counties(), versions);
  }

  private async *restricted(person: Person, runId: string): AsyncGenerator<Dataset> {
    for await (const part of this.replay.partsOf(person, runId)) {
      const { countyCode, audience } = part.result;
      yield replayDataset(part, part.table, `${countyCode}-${audience}`, part.weights);
    }
  }

  private async *public(person: Person, runId: string): AsyncGenerator<Dataset> {
    const { cycleId } = await this.runs.get(person, runId);
    const { plan } = await this.plans.ofCycle(cycleId);
    const counties = await this.registry.counties();
    const audiences = new Map<string, { parts: PublicPart[]; of: Parameters<typeof publicDataset>[1] }>();
    for await (const part of this.replay.partsOf(person, runId)) {
      const { version, result } = part;
      const known = audiences.get(result.audience) ?? { parts: [], of: { version, result } };
      known.parts.push(coarsened(part, plan.suppressBelow));
      audiences.set(result.audience, known);
    }
    for (const { parts, of } of audiences.values()) yield publicDataset(parts, of, counties);
  }

  private async *folders(person: Person, runId: string): AsyncGenerator<ZipEntry> {
    yield { name: 'README.txt', chunks: [readMe('replay')] };
    const known: Dataset[] = [];
    for await (const part of this.replay.partsOf(person, runId)) {
      const { result } = part;
      const folder = `${result.countyCode}-${result.audience}`;
      const tables = [
        { folder, table: part.table, plan: result.plan },
        {
          folder: `${folder}/${WITH_EXCLUDED_FOLDER}`,
          table: part.withExcluded,
          plan: result.withExcluded?.plan,
        },
        { folder: `${folder}/${OPEN_LINK_FOLDER}`, table: part.openLink, plan: result.openLink?.plan },
      ];
      for (const { folder: own, table, plan } of tables) {
        if (!table || !plan) continue;
        const dataset = replayDataset(part, table, own, null);
        yield { name: `${own}/${PLAN_FILE}`, chunks: [jsonOf(plan)] };
        yield { name: `${own}/${REPLAY_FILE}`, chunks: csvBytes(dataset) };
        if (own === folder) known.push({ ...dataset, rows: () => [] });
      }
    }
    yield { name: 'codebook.csv', chunks: csvBytes(codebookOf(known)) };
  }
}

/** What the file is and who may pass it on, then the data, then the codebook of all that went before. */
async function* withCodebook(kind: ExportKind, datasets: AsyncIterable<Dataset>): AsyncGenerator<Dataset> {
  yield {
    name: 'README',
    title: exportTitles[kind],
    variables: [
      variable('zh', '说明', 'Note', 'text'),
      variable('en', '说明（英文）', 'Note (English)', 'text'),
    ],
    rows: () => [exportTitles[kind], ...exportNotes[kind]].map(({ zh, en }) => [zh, en]),
  };
  const known: Dataset[] = [];
  for await (const dataset of datasets) {
    yield dataset;
    known.push({ ...dataset, rows: () => [] });
  }
  yield codebookOf(known);
}

/** What the program of the data cannot show, notes and codebook, is text whatever the format. */
async function* filesOf(
  datasets: AsyncIterable<Dataset>,
  format: 'csv' | 'sav',
  language: Language,
): AsyncGenerator<ZipEntry> {
  for await (const dataset of datasets)
    yield dataset.name === 'README' || dataset.name === 'codebook' || format === 'csv'
      ? { name: `${dataset.name}.csv`, chunks: csvBytes(dataset) }
      : { name: `${dataset.name}.sav`, chunks: savBytes(dataset, language) };
}

function readMe(kind: ExportKind): Uint8Array {
  const lines = [exportTitles[kind], ...exportNotes[kind]];
  const text = [...lines.map(({ zh }) => zh), '', ...lines.map(({ en }) => en), ''].join('\r\n');
  return Buffer.from(`\uFEFF${text}`);
}

function jsonOf(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
