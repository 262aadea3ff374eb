import { finding, type DefinitionFinding, type DefinitionRule } from './definition-faults';
import { visitDefinition, type SurveyDefinition } from './survey-elements';

/** Tags that an explanatory html element may use, without attributes. */
const plainTags = /^<\/?(?:b|strong|i|em|u|p|br|hr|ul|ol|li|h[1-6]|span|div|small)\s*\/?>$/i;
const anyTag = /<[a-z/!?][^>]*>?/gi;
const script =
  /<\s*script|javascript\s*:|vbscript\s*:|data\s*:\s*(?:text|application|image\/svg)|\bon[a-z]+\s*=|srcdoc\s*=/i;
const embeddedPicture = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/;
/** Browsers read a backslash as a slash, and pass over tabs and line ends within an address. */
const address = /(?:^|[^a-z])(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}[^\s\\/]/i;
const passedOver = /[\t\n\r]/g;

/** Where SurveyJS would send people afterwards: away from the page that still keeps their answers. */
const redirect = /^navigateToUrl/;

/** Keys under which SurveyJS shows HTML; everywhere else it shows plain text. */
const htmlKeys: ReadonlySet<string> = new Set([
  'html',
  'completedHtml',
  'completedBeforeHtml',
  'loadingHtml',
]);

const invisible = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g;

/**
 * Finds what could run or load something in the browser of a respondent or of staff who preview: scripts, markup in
 * texts, attributes in html elements, addresses outside. Staff write questionnaires, and other staff's
 * browsers show them, so a questionnaire is as little trusted as an answer.
 */
export function unsafeContent(json: SurveyDefinition): DefinitionFinding<DefinitionRule>[] {
  const findings: DefinitionFinding<DefinitionRule>[] = [];
  visitDefinition(json, (path, value) => {
    if (typeof value !== 'string') return;
    const rule = ruleBroken(path, value);
    if (rule !== null) findings.push(finding(rule, path.join('.'), value));
  });
  return findings;
}

function ruleBroken(path: readonly string[], text: string): DefinitionRule | null {
  if (path.some((key) => redirect.test(key)) && text !== '') return 'external-address';
  if (embeddedPicture.test(text)) return null;
  const decoded = withoutEntities(text);
  if (script.test(decoded) || script.test(decoded.replace(invisible, ''))) return 'script';
  if (address.test(decoded) || address.test(decoded.replace(passedOver, ''))) return 'external-address';
  const isHtml = path.some((key) => htmlKeys.has(key));
  const forbidden = (text.match(anyTag) ?? []).filter((tag) => !(isHtml && plainTags.test(tag)));
  return forbidden.length > 0 ? 'markup' : null;
}

/** Character references, which a browser would resolve before it reads an address. */
function withoutEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => character(Number.parseInt(code, 10)))
    .replace(/&(colon|tab|newline|sol);/gi, (_, name: string) =>
      name.toLowerCase() === 'colon' ? ':' : name.toLowerCase() === 'sol' ? '/' : '',
    );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
