// Runs in a process of its own: compiling is heavy, and the compiler keeps a process from ending by itself.
const [, compilerPath, ...fontFiles] = process.argv;
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { NodeCompiler } = require(compilerPath ?? '');

// A folder that does not exist: a document can read only what is handed over with it.
const workspace = resolve('/mingjian-document');
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
});

/** @param {unknown} diagnostics */
const told = (diagnostics) => JSON.stringify(diagnostics).slice(0, 2000);

/** @param {{ id: number, template: string, files: [string, string][] }} order */
function compile({ id, template, files }) {
  compiler.resetShadow();
  for (const [path, content] of files)
    compiler.mapShadow(join(workspace, path), Buffer.from(content, 'utf8'));
  const compiled = compiler.compile({ mainFileContent: template });
  const document = compiled.result;
  if (document === null) {
    const error = compiled.takeDiagnostics();
    return { id, error: told(error ? error.shortDiagnostics : 'no document') };
  }
  const pdf = compiler.pdf(document, { creationTimestamp: 0 });
  compiler.evictCache(10);
  return { id, pdf };
}

process.on('message', (order) => {
  const typed = /** @type {{ id: number, template: string, files: [string, string][] }} */ (order);
  let reply;
  try {
    reply = compile(typed);
  } catch (error) {
    reply = { id: typed.id, error: String(error) };
  }
  process.send?.(reply);
});
process.on('disconnect', () => process.exit(0));
