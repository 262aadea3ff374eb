import type { Result } from '@mingjian/contract/aggregation';
import type { EarlierYear, ReportModel } from '@mingjian/contract/reports';
import {
  CODE_VERSION,
  estimateAudience,
  replayOf,
  resultHash,
  type AudienceInput,
} from '@mingjian/core/aggregation';
import { comparableYear, composeOverview } from '@mingjian/core/reports';

/** A group of a county × audience in a year, whatever is measured of it; see `cellOf`. */
export type CellName = string;

/** What nobody may know of a cell, and what anybody may. */
export interface Truth {
  /** Percentages of the answers 1 to 5: of an item those of its people, of a scale the mean of theirs over its items. */
  shares: number[];
  /** People in the group by the frame. */
  enrolled: number;
  /** People whom its answers stand for, by their weights. */
  people: number;
  /** Who answered. */
  persons: number;
}

/** One county × audience of a year as it is published, with its questions and what is true. */
export interface PublishedPart {
  year: number;
  result: Result;
  items: AudienceInput['items'];
  truth: Map<CellName, Truth>;
}

/** Everything that readers of two years hold: the results in every county report, what it says of last year, the overview. */
export interface PublishedCity {
  parts: PublishedPart[];
  reports: Pick<ReportModel, 'results' | 'previous'>[];
  overview: Pick<ReportModel, 'comparison'>;
}

export function publishedCity(year: number, now: AudienceInput[], before: AudienceInput[]): PublishedCity {
  const ofNow = now.map((input) => partOf(year, input));
  const ofBefore = before.map((input) => partOf(year - 1, input));
  const counties = [...new Set(ofNow.map(({ result }) => result.countyCode))];
  const reports = counties.map((code) => {
    const own = (parts: PublishedPart[]) => parts.filter(({ result }) => result.countyCode === code);
    return {
      results: own(ofNow).map(({ result }) => result),
      previous: previousOf(year - 1, own(ofBefore), own(ofNow)),
    };
  });
  const cycle = { year, title: { zh: '', en: '' } };
  const overview = composeOverview({
    ...{ cycle, agency: '', composedOn: '2021-06-10', fieldworkUntil: null, weightingPlan: null, items: [] },
    counties: counties.map((code) => ({ code, nameZh: code, nameEn: code })),
    results: ofNow.map(({ result }) => result),
    sheet: { year, indicators: [], values: [] },
  });
  return { parts: [...ofBefore, ...ofNow], reports, overview };
}

function previousOf(year: number, before: PublishedPart[], now: PublishedPart[]): EarlierYear {
  const asked = (parts: PublishedPart[]) => ({
    grades: [],
    questions: parts.flatMap(({ result, items }) =>
      items.map(({ code, role, text }) => ({ audience: result.audience, code, role, text, answers: null })),
    ),
  });
  const results = before.map(({ result }) => result);
  return comparableYear({ year, results, ...asked(before) }, asked(now));
}

function partOf(year: number, input: AudienceInput): PublishedPart {
  const content = {
    ...{ countyCode: input.countyCode, audience: input.audience, evidence: 'probability' as const },
    ...{ surveyVersionHash: 'v', weightingPlanHash: 'w', codeVersion: CODE_VERSION, openLink: null },
    snapshot: { answers: input.answers.length, hash: 's' },
    ...estimateAudience(input),
  };
  const ids = { id: 'r', runId: 'run', cycleId: String(year), surveyVersionId: 'version' };
  const result: Result = {
    ...ids,
    ...content,
    hash: resultHash(content),
    createdAt: '2021-06-01T00:00:00.000Z',
  };
  return { year, result, items: input.items, truth: truthOf(year, input, result) };
}

export function cellOf(
  year: number,
  { countyCode, audience }: Pick<Result, 'countyCode' | 'audience'>,
  { scope, key, cut, group }: { scope: string; key: string; cut: string; group: string },
): CellName {
  return [year, countyCode, audience, scope, key, cut, group].join('~');
}

function truthOf(year: number, input: AudienceInput, result: Result): Map<CellName, Truth> {
  const { table, weights } = replayOf(input, result, []);
  const truth = new Map<CellName, Truth>();
  const scored = input.items.filter(({ role }) => role === 'scored');
  const answers = new Map(
    input.items
      .filter(({ role }) => role === 'scored' || role === 'expectation')
      .map(({ code }) => [code, table.rows === 0 ? new Float64Array() : table.numbers(code)] as const),
  );
  for (const place of result.estimates) {
    if (place.measure !== 'index' || table.rows === 0) continue;
    const { scope, key, cut, group } = place;
    const codes =
      scope === 'item'
        ? [key]
        : scored.filter((item) => scope === 'audience' || item.dimension === key).map(({ code }) => code);
    const groups = cut === '' ? null : table.coded(cut);
    const shares = new Array<number>(5).fill(0);
    let [people, persons] = [0, 0];
    for (let row = 0; row < table.rows; row++) {
      if (groups && groups.text(groups.codes[row] ?? -1) !== group) continue;
      const given = codes
        .map((code) => answers.get(code)?.[row] ?? NaN)
        .filter((each) => each >= 1 && each <= 5);
      // A scale counts for whoever rated at least half of its items.
      if (given.length === 0 || given.length * 2 < codes.length) continue;
      persons += 1;
      people += weights[row]!;
      for (const each of given) shares[each - 1]! += weights[row]! / given.length;
    }
    if (people > 0)
      truth.set(cellOf(year, result, place), {
        shares: shares.map((each) => (100 * each) / people),
        enrolled: enrolment(input, cut, group),
        people,
        persons,
      });
  }
  return truth;
}

/** People of a group by the frame, which anybody may know. */
function enrolment({ cells }: AudienceInput, cut: '' | 'stage' | 'area', group: string): number {
  return cells
    .filter((cell) => cut === '' || cell[cut] === group)
    .reduce(
      (sum, cell) =>
        sum + cell.schoolWeight * ((cell.classesInGrade ?? 1) / (cell.classesDrawn ?? 1)) * cell.eligible,
      0,
    );
}
