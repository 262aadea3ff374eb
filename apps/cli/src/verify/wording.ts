import type { Localized } from '@mingjian/contract/localized';
import type { ReportChange, ReportModel } from '@mingjian/contract/reports';
import { reportChanges } from '@mingjian/core/reports';

/** Words of people cannot be worked out again. */
const quoted = /^quotations-/u;
/** How much of a line is shown. */
const longest = 300;

/**
 * Where a report prints something else than its numbers give: sentences, rows and figures, in either language. What the
 * agency wrote in place of a paragraph is its own and is not compared, the paragraph under it is.
 * @param again the report composed once more from numbers that have been checked
 */
export function wordingDifferences(model: ReportModel, again: ReportModel): Localized[] {
  const unedited = model.blocks.map((block) =>
    block.kind === 'paragraph' ? { ...block, edited: null } : block,
  );
  const [zh, en] = (['zh-CN', 'en'] as const).map((language) => {
    const changes = reportChanges(again, { ...model, blocks: unedited }, language);
    return new Map(changes.map((change) => [change.blockId, change]));
  });
  const places = new Set([...(zh?.keys() ?? []), ...(en?.keys() ?? [])]);
  return [...places]
    .filter((id) => !quoted.test(id))
    .flatMap((id) => {
      const change = zh?.get(id) ?? en?.get(id);
      return change ? [said(zh?.get(id) ?? change, en?.get(id) ?? change)] : [];
    });
}

/** Paragraphs in which the agency's own words stand. */
export function editedParagraphs({ blocks }: ReportModel): number {
  return blocks.filter((block) => block.kind === 'paragraph' && block.edited).length;
}

function said(zh: ReportChange, en: ReportChange): Localized {
  const nothing = { zh: '（无）', en: '(nothing)' };
  return {
    zh: `不符 ${zh.blockId}（${zh.title}）：报告印的是“${shown(zh.after) || nothing.zh}”，由数值得出的是“${shown(zh.before) || nothing.zh}”`,
    en: `differs ${en.blockId} (${en.title}): the report prints "${shown(en.after) || nothing.en}", its numbers give "${shown(en.before) || nothing.en}"`,
  };
}

function shown(lines: readonly string[]): string {
  const text = lines.join(' / ');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
