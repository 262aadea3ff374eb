import { defineConfig } from 'vite';
import { serviceWorker } from './offline/plugin.mjs';

// Built for the api process, which serves it at '/r/'. The target is what older WeChat web views still run.
export default defineConfig({
  root: import.meta.dirname,
  base: '/r/',
  plugins: [serviceWorker('/r/')],
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:7300' } },
  build: {
    outDir: '../../dist/respond',
    emptyOutDir: true,
    target: ['es2018', 'chrome79', 'safari13'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    // The preview shows a draft to staff, in the same renderer.
    rolldownOptions: {
      input: {
        index: `${import.meta.dirname}/index.html`,
        preview: `${import.meta.dirname}/preview.html`,
      },
    },
  },
});
