import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { ReportModel } from '@mingjian/contract/reports';
import {
  compileTypst,
  pdfOrder,
  renderDocx,
  renderHtml,
  renderPdf,
  renderXlsx,
  resolveDocument,
  verificationOf,
} from '@mingjian/core/documents';
import { DEFAULT_RESPONSES } from '../demo/population/scale';
import { inventedModels } from './invented-models';
import { COUNTIES, verdictOf, type CountySeconds } from './report-verdict';

/** The compiler remembers what it made in its last ten compilations; the same pages have to wait until it forgot them. */
const REMEMBERED = 12;
const languages = ['zh-CN', 'en'] as const;

/**
 * How long the files of ten counties take, each output by itself, in both languages; and how much of the PDF's path, from
 * the model to its bytes, is the compiler's own work on the same pages with the charts already drawn.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { seed: { type: 'string', default: '1' } } });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) {
    process.stderr.write('用法 Usage: bench reports [--seed 1]\n');
    return 2;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const models = inventedModels(seed, COUNTIES, DEFAULT_RESPONSES);
  say(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ` +
      `${models.length} counties, ${languages.join(' and ')}, one file at a time; compiler and typefaces warm`,
  );
  await renderOnce(models[0]);

  const bare: { seconds: () => Promise<number>; county: number }[] = [];
  const counties: CountySeconds[] = [];
  const compileAlone = async () => {
    const first = bare.shift();
    const own = first && counties[first.county];
    if (own) own.bare += await first.seconds();
  };
  for (const [county, model] of models.entries()) {
    const seconds = { code: model.county.code, pages: 0, pdf: 0, docx: 0, xlsx: 0, html: 0, bare: 0 };
    counties.push(seconds);
    for (const language of languages) {
      const verification = verificationOf(model, 'http://127.0.0.1:7300');
      const pdf = await timed(() => renderPdf(resolveDocument(model, language), verification));
      const document = resolveDocument(model, language);
      seconds.pdf += pdf.seconds;
      seconds.pages += pagesOf(pdf.value);
      seconds.docx += (await timed(() => renderDocx(document, verification))).seconds;
      seconds.xlsx += (await timed(() => renderXlsx(model, document, verification))).seconds;
      seconds.html += (await timed(() => renderHtml(document, verification))).seconds;
      const order = pdfOrder(document, verification);
      bare.push({
        county,
        seconds: async () => {
          const again = await timed(() => compileTypst(order));
          if (!again.value.equals(pdf.value)) throw new Error('the bare compile made other pages');
          return again.seconds;
        },
      });
      if (bare.length > REMEMBERED) await compileAlone();
    }
  }
  while (bare.length > 0) await compileAlone();
  for (const { code, pages, pdf, docx, xlsx, html, bare: alone } of counties)
    say(
      `${code}: ${pages} pages; pdf ${pdf.toFixed(2)} s (compile alone ${alone.toFixed(2)}), docx ${docx.toFixed(2)}, xlsx ${xlsx.toFixed(2)}, html ${html.toFixed(3)}`,
    );
  say(JSON.stringify(verdictOf(counties)));
  return 0;
}

/** Starts the compiler and reads the typefaces, which a worker does once. */
async function renderOnce(model: ReportModel | undefined): Promise<void> {
  if (!model) return;
  const document = resolveDocument(model, 'zh-CN');
  const verification = verificationOf(model, 'http://127.0.0.1/warm');
  await Promise.all([renderPdf(document, verification), renderDocx(document, verification)]);
}

async function timed<Value>(work: () => Value | Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
