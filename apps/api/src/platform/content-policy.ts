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
 * The Content-Security-Policy of a path. No page runs a script that is not a file of ours, and replies of the api (a
 * report as HTML among them) run none at all. Inline styles cannot be avoided: Ant Design and SurveyJS write theirs
 * into <style> elements at run time, and a report carries its own inside.
 */
export function contentPolicy(path: string): string {
  const api = path === '/api' || path.startsWith('/api/');
  // A browser's PDF viewer counts as a plug-in of the PDF's own reply.
  return [
    ...common,
    api ? "object-src 'self'" : "object-src 'none'",
    api ? "script-src 'none'" : "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
  ].join('; ');
}
