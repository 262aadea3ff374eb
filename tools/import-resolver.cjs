// Resolves imports for the lint rules exactly as the compiler does: package exports, workspaces, no extensions.
const { dirname, join } = require('node:path');
const ts = require('typescript');

const root = join(__dirname, '..');
const apps = new Set(['api', 'worker', 'console', 'respond', 'cli']);
const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowJs: true,
};
const cache = ts.createModuleResolutionCache(root, (name) => name, options);

exports.interfaceVersion = 2;

/**
 * @param {string} source what stands in the import
 * @param {string} file the importing file
 * @returns {{ found: boolean, path?: string | null }}
 */
exports.resolve = (source, file) => {
  if (require('node:module').isBuiltin(source)) return { found: true, path: null };
  const { resolvedModule } = ts.resolveModuleName(source, file, options, ts.sys, cache);
  if (resolvedModule) return { found: true, path: resolvedModule.resolvedFileName };
  // What does not exist yet still has its place in the house; that it is missing is the compiler's to say.
  const [, name, domain = ''] = /^@mingjian\/([^/]+)\/?(.*)$/.exec(source) ?? [];
  if (name)
    return {
      found: true,
      path: join(root, apps.has(name) ? 'apps' : 'libs', name, 'src', domain, 'index.ts'),
    };
  if (source.startsWith('.')) return { found: true, path: join(dirname(file), source, 'index.ts') };
  try {
    return { found: true, path: require.resolve(source, { paths: [dirname(file)] }) };
  } catch {
    return { found: false };
  }
};
