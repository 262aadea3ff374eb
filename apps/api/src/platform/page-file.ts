export interface PageFile {
  app: 'console' | 'respond';
  /** Path inside the application's build folder. */
  file: string;
  /** Its name holds a hash of its content, so it may be kept for ever. */
  immutable: boolean;
}

/**
 * The file that answers a page address, or null for an address of the api. A last part without a dot is a page of
 * the application itself (history routing), so it gets index.html.
 */
export function pageFile(path: string): PageFile | null {
  if (path === '/api' || path.startsWith('/api/')) return null;
  const respond = path === '/r' || path.startsWith('/r/');
  const rest = (respond ? path.slice(2) : path).replace(/^\/+/, '');
  const last = rest.split('/').at(-1) ?? '';
  const file = last.includes('.') ? rest : 'index.html';
  return { app: respond ? 'respond' : 'console', file, immutable: file.startsWith('assets/') };
}
