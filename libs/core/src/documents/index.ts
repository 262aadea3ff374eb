export {
  audienceNames,
  capital,
  cutNames,
  dimensionName,
  fileWord,
  groupName,
  inGroupOrder,
  screenNames,
  tierNames,
} from './names';
export { codebookOf, type Dataset, type DatasetValue, type DatasetVariable } from './dataset';
export { csvBytes } from './dataset-csv';
export { savBytes } from './dataset-sav';
export { xlsxStream } from './dataset-xlsx';
export { zipped, type ZipEntry } from './zip-stream';
export { headingNumbers } from './heading-number';
export { indicatorStandings, type Standing } from './indicator-standing';
export { renderDocx } from './render-docx';
export { renderHtml } from './render-html';
export { pdfOrder, renderPdf } from './render-pdf';
export { renderXlsx } from './render-xlsx';
export type { ResolvedValue } from './printed-value';
export { resolverOf, type Resolver } from './resolve-value';
export { yearlyChanges, type YearlyChange } from './yearly-change';
export { TREND_YEARS, yearlyTrends, yearsOf, type Trended, type YearlyTrend } from './yearly-trend';
export { cityStanding, comparedOf } from './city-standing';
export { verificationOf, type Verification } from './verification';
export { plainText } from './plain-text';
export { marksOf, reportPage } from './report-page';
export {
  printedInlines,
  resolveDocument,
  textOfParts,
  type ResolvedBlock,
  type ResolvedDocument,
} from './resolve-document';
export { printableJson } from './printable';
export { compileTypst } from './typst-process';
