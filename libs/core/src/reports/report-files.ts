import { createHash } from 'node:crypto';
import type { Language } from '@mingjian/contract/localized';
import type { ReportFile, ReportFormat, ReportModel, ReportSummary } from '@mingjian/contract/reports';
import {
  renderDocx,
  renderHtml,
  renderPdf,
  renderXlsx,
  resolveDocument,
  type Verification,
} from '../documents';
import { canonicalHash, canonicalJson } from '../platform';

export interface RenderedFile {
  format: ReportFormat;
  language: Language;
  bytes: Buffer;
  sha256: string;
}

/**
 * All files of a report: PDF, Word document, workbook and web page in both languages, and the data. The same model gives
 * the same bytes.
 */
export async function renderFiles(model: ReportModel, verification: Verification): Promise<RenderedFile[]> {
  const files: RenderedFile[] = [];
  for (const language of ['zh-CN', 'en'] as const) {
    const document = resolveDocument(model, language);
    // The PDF is compiled in a process of its own while the others are made here.
    const [pdf, docx, xlsx] = await Promise.all([
      renderPdf(document, verification),
      renderDocx(document, verification),
      renderXlsx(model, document, verification),
    ]);
    files.push(file('pdf', language, pdf), file('docx', language, docx), file('xlsx', language, xlsx));
    files.push(file('html', language, Buffer.from(renderHtml(document, verification), 'utf8')));
  }
  files.push(file('json', 'zh-CN', Buffer.from(canonicalJson(dataFile(model)), 'utf8')));
  return files;
}

/** report.json: it speaks both languages, so there is one. */
export function dataFile(model: ReportModel): ReportFile {
  return {
    format: 'mingjian-report-1',
    model,
    estimates: [
      ...model.results.flatMap(({ audience, estimates }) =>
        estimates.map((estimate) => ({ audience, ...estimate })),
      ),
      ...(model.comparison?.counties ?? []).flatMap(({ code, results }) =>
        results.flatMap(({ audience, estimates }) =>
          estimates.map((estimate) => ({ audience, countyCode: code, ...estimate })),
        ),
      ),
    ],
    inputs: model.results.map((result) => ({
      audience: result.audience,
      resultHash: result.hash,
      surveyVersionHash: result.surveyVersionHash,
      snapshotHash: result.snapshot.hash,
      weightingPlanHash: result.weightingPlanHash,
      codeVersion: result.codeVersion,
    })),
    hash: canonicalHash(model),
  };
}

/** What acceptance freezes: the model and every file, by their hashes. */
export function reportHash(
  model: ReportModel,
  files: readonly Pick<ReportSummary['files'][number], 'format' | 'language' | 'sha256'>[],
): string {
  const listed = files.map(({ format, language, sha256 }) => `${format} ${language} ${sha256}`).sort();
  return canonicalHash({ model: canonicalHash(model), files: listed });
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function file(format: ReportFormat, language: Language, bytes: Buffer): RenderedFile {
  return { format, language, bytes, sha256: sha256Of(bytes) };
}
