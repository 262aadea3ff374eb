import { expect, it } from 'vitest';
import { contentPolicy } from './content-policy';
import { pageFile } from './page-file';

it('gives every page address of the console and of the respond page their index.html', () => {
  const index = { file: 'index.html', immutable: false };
  for (const path of ['/', '/cycles/1/board', '/audit'])
    expect(pageFile(path)).toEqual({ app: 'console', ...index });
  for (const path of ['/r', '/r/', '/r/5f0c']) expect(pageFile(path)).toEqual({ app: 'respond', ...index });
  expect(pageFile('/assets/main-x1.js')).toEqual({
    app: 'console',
    file: 'assets/main-x1.js',
    immutable: true,
  });
  expect(pageFile('/r/assets/a.css')).toEqual({ app: 'respond', file: 'assets/a.css', immutable: true });
  expect(pageFile('/favicon.svg')).toEqual({ app: 'console', file: 'favicon.svg', immutable: false });
  expect(pageFile('/report')).toEqual({ app: 'console', ...index });
});

it('leaves the api alone', () => {
  for (const path of ['/api', '/api/', '/api/nothing', '/api/x.js']) expect(pageFile(path)).toBeNull();
  expect(pageFile('/apiary')?.app).toBe('console');
});

it('lets no page run foreign or inline scripts, and a reply of the api none', () => {
  for (const path of ['/', '/r/1', '/api/session']) {
    const policy = contentPolicy(path);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|http)/);
  }
  expect(contentPolicy('/api/reports/1/files/html')).toContain("script-src 'none'");
});
