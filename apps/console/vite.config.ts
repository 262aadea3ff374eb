import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Built for the api process, which serves it at '/'. In development the api answers behind the proxy.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:7300', '/r/': 'http://127.0.0.1:7300' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // The designer comes with SurveyJS, and only to those who open it.
    chunkSizeWarningLimit: 1500,
  },
});
