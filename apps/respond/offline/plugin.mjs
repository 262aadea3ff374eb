import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kept besides what the build makes: what an installed page shows of itself. */
const others = ['index.html', 'manifest.webmanifest', 'icon-192.png'];

/**
 * Writes `sw.js` with the list of all files that the page may need, so that they are kept together or not at all.
 * @param {string} base
 * @returns {import('vite').Plugin}
 */
export function serviceWorker(base) {
  return {
    name: 'mingjian-service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const made = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const files = [...made.sort(), ...others].map((name) => `${base}${name}`);
      const source = readFileSync(join(import.meta.dirname, 'service-worker.js'), 'utf8');
      // index.html names the assets by their hashes, so the list stands for its content too.
      const hash = createHash('sha256').update(source).update(files.join()).digest('hex').slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source.replace('__FILES__', JSON.stringify(files)).replace('__HASH__', hash),
      });
    },
  };
}
