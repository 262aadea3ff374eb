const common = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "frame-src 'self' blob:",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
];

/**
 * The Content-Security-Policy of a path. No page runs a script that is not a file of ours. Inline styles are allowed
 * only in the console, because Ant Design writes its styles into <style> elements at run time; replies of the api
 * (a report as HTML among them) carry their styles inside and run no script at all.
 */
export function contentPolicy(path: string): string {
  const api = path === '/api' || path.startsWith('/api/');
  const respond = path === '/r' || path.startsWith('/r/');
  // A browser's PDF viewer counts as a plug-in of the PDF's own reply.
  const plugin = api ? "object-src 'self'" : "object-src 'none'";
  const script = api ? "script-src 'none'" : "script-src 'self'";
  const style = respond ? "style-src 'self'" : "style-src 'self' 'unsafe-inline'";
  return [...common, plugin, script, style].join('; ');
}
