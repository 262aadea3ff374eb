import { shuffled } from '../platform';
import type { Language } from '@mingjian/contract/localized';
import type { SampledPlace } from '../distribution';
import { compileTypst, printableJson } from '../documents';
import { audienceWords, linkPoints, slipNotices, slipWords, spoken } from './print-words';
import { qrDrawing } from './qr-drawing';
import template from './slips.typ?raw';

/** The codes of a cell, ten characters each, with the place they go to. */
export interface CellSlips {
  place: SampledPlace;
  countyName: string;
  tokens: readonly string[];
}

/**
 * 纸条 of some cells as one PDF: for each school a cover with counts and instructions, then eight slips a page. The order
 * of the slips is by chance, so that neither their issue nor a list tells who draws which.
 *
 * @param title of the survey, as the cover names it
 * @param link the survey's entry page; a slip's QR code holds its code in the fragment, which no server sees
 */
export function printSlips(
  cells: readonly CellSlips[],
  survey: { title: string; link: string },
  language: Language,
): Promise<Buffer> {
  const words = spoken(slipWords, language);
  const schools = new Map<string, CellSlips[]>();
  for (const cell of cells) {
    const { schoolCode } = cell.place;
    schools.set(schoolCode, [...(schools.get(schoolCode) ?? []), cell]);
  }
  const shown = survey.link.replace(/^https?:\/\//, '');
  const content = {
    language,
    title: survey.title,
    link: shown,
    linkSize: linkPoints(shown),
    words,
    schools: [...schools.values()].map((ofSchool) => ({
      name: ofSchool[0]?.place.schoolName ?? '',
      place: `${ofSchool[0]?.countyName ?? ''} · ${ofSchool[0]?.place.schoolCode ?? ''}`,
      total: ofSchool.reduce((sum, cell) => sum + cell.tokens.length, 0),
      cells: ofSchool.map(({ place, tokens }) => ({
        name: cellName(place, language),
        count: tokens.length,
        notice: spoken(slipNotices[place.audience], language),
        slips: shuffled(tokens).map((token) => ({
          left: token.slice(0, 5),
          right: token.slice(5),
          qr: qrDrawing(`${survey.link}#c=${token}`),
        })),
      })),
    })),
  };
  return compileTypst({ template, files: [['/document.json', printableJson(content, language)]] });
}

function cellName({ className, audience }: SampledPlace, language: Language): string {
  const who = spoken(audienceWords[audience], language);
  return className === null ? spoken(slipWords.staff, language) : `${className} · ${who}`;
}
