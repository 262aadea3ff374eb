export { indicatorStandings, type Standing } from './indicator-standing';
export { renderHtml } from './render-html';
export { renderPdf } from './render-pdf';
export { resolverOf, type Resolver, type ResolvedValue } from './resolve-value';
