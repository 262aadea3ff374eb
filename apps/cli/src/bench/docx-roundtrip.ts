import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { renderDocx, resolveDocument, verificationOf } from '@mingjian/core/documents';
import { DEFAULT_RESPONSES } from '../demo/population/scale';
import { docxContent, lostFrom, type DocxContent } from './docx-content';
import { inventedModels } from './invented-models';

const exec = promisify(execFile);
/** Opening a report takes seconds; a program that waits for a person is ended. */
const LIMIT_MS = 180_000;
/** How many of the losses of a kind are shown. */
const SHOWN = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * What an office loses that opens a report's Word document in LibreOffice, saves it as ODT, and sends it back as DOCX:
 * counts of each kind of content before and after, and what is missing.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { file: { type: 'string' } } });
  const office = await findOffice();
  if (office === null) {
    say(
      'LibreOffice 未安装（PATH 中没有 soffice），跳过 · LibreOffice is not installed (no soffice on the PATH): skipped',
    );
    say(
      JSON.stringify({
        bench: 'docx-roundtrip',
        ratio: null,
        met: null,
        skipped: 'LibreOffice is not installed',
      }),
    );
    return 0;
  }
  say(office.version);
  const folder = await mkdtemp(join(tmpdir(), 'docx-roundtrip-'));
  try {
    const ratios: number[] = [];
    const reports = await documents(values.file);
    for (const { name, docx } of reports) {
      say(name);
      const back = await thereAndBack(office.command, folder, docx);
      ratios.push(...compared(docxContent(docx), docxContent(back)));
    }
    const ratio = Number(Math.min(...ratios).toFixed(4));
    say(JSON.stringify({ bench: 'docx-roundtrip', ratio, met: ratio === 1, documents: reports.length }));
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function documents(file: string | undefined): Promise<{ name: string; docx: Uint8Array }[]> {
  if (file !== undefined) return [{ name: file, docx: await readFile(file) }];
  const [model] = inventedModels(1, 1, DEFAULT_RESPONSES);
  if (!model) throw new Error('no county was invented');
  const verification = verificationOf(model, 'http://127.0.0.1:7300');
  return Promise.all(
    (['zh-CN', 'en'] as const).map(async (language) => ({
      name: `${model.county.code} ${language}`,
      docx: await renderDocx(resolveDocument(model, language), verification),
    })),
  );
}

/** The part kept of each kind, with what is missing told. */
function compared(was: DocxContent, is: DocxContent): number[] {
  return (Object.keys(was) as (keyof DocxContent)[]).map((kind) => {
    const lost = lostFrom(was[kind], is[kind]);
    const kept = was[kind].length - lost.length;
    say(`  ${kind}: ${kept} of ${was[kind].length}${lost.length === 0 ? '' : ', lost:'}`);
    for (const each of lost.slice(0, SHOWN)) say(`    ${each.slice(0, 100)}`);
    // A kind that is not there at all was not kept: a report has all of them.
    return was[kind].length === 0 ? 0 : kept / was[kind].length;
  });
}

async function findOffice(): Promise<{ command: string; version: string } | null> {
  for (const command of ['soffice', 'libreoffice']) {
    try {
      const { stdout } = await exec(command, ['--version'], { timeout: LIMIT_MS });
      return { command, version: stdout.trim() };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

async function thereAndBack(command: string, folder: string, docx: Uint8Array): Promise<Uint8Array> {
  const convert = (from: string, to: string) =>
    exec(
      command,
      // A profile of its own: an office that is open elsewhere would take the order and do nothing.
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        folder,
        join(folder, from),
      ],
      { timeout: LIMIT_MS },
    );
  await writeFile(join(folder, 'report.docx'), docx);
  await convert('report.docx', 'odt');
  await rm(join(folder, 'report.docx'));
  await convert('report.odt', 'docx');
  return readFile(join(folder, 'report.docx'));
}
