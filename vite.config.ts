import { defineConfig } from 'vite';

// The server side: api, worker and cli, each bundled from source with our own libs inside and node_modules outside.
// The same transform (oxc, legacy decorators with metadata) compiles the tests, so what is tested is what runs.
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  ssr: { noExternal: [/^@mingjian\//] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: { api: 'apps/api/src/main.ts', worker: 'apps/worker/src/main.ts', cli: 'apps/cli/src/main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
