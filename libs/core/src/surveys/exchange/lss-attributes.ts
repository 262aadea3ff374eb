import type { Losses } from './losses';
import type { LssRow } from './lss-document';

/** Attributes that mean nothing here unless they differ from LimeSurvey's own setting. */
const untouched: Readonly<Record<string, string>> = {
  time_limit_action: '1',
  statistics_showgraph: '1',
  alphasort: '0',
  location_defaultcoordinates: '0,0',
  location_mapservice: '0',
  location_mapwidth: '500',
  location_mapheight: '300',
  location_mapzoom: '11',
  parent_order: '',
  prefix: '',
  date_min: '',
  date_max: '',
  other_position: 'end',
  use_dropdown: '0',
};
/** What a question has set beside its text, a row for each attribute. */
export class LssAttributes {
  constructor(
    private readonly rows: readonly LssRow[],
    private readonly losses: Losses,
  ) {}

  value(row: LssRow, name: string): string {
    return this.rows.find(({ qid, attribute }) => qid === row.qid && attribute === name)?.value ?? '';
  }

  limits(row: LssRow, of: string): Record<string, number> {
    const pairs = (['min', 'max'] as const).map(
      (end) => [`${end}${of}`, this.value(row, `${end}_answers`)] as const,
    );
    return Object.fromEntries(
      pairs.filter(([, value]) => /^\d+$/.test(value)).map(([key, value]) => [key, Number(value)]),
    );
  }

  bounds(row: LssRow): Record<string, number> {
    const pairs = (['min', 'max'] as const).map(
      (end) => [end, this.value(row, `${end}_num_value_n`)] as const,
    );
    return Object.fromEntries(
      pairs.filter(([, value]) => /^-?\d+(\.\d+)?$/.test(value)).map(([key, value]) => [key, Number(value)]),
    );
  }

  /** Attributes that were set and have no counterpart. */
  tellUnread(code: string, qid: string, element: Record<string, unknown>): void {
    for (const { qid: of, attribute = '', value = '' } of this.rows) {
      if (of !== qid || /^(0|N|)$/.test(value) || untouched[attribute] === value) continue;
      if (attribute === 'maximum_chars' && 'maxLength' in element) continue;
      if (/^(min|max)_answers$/.test(attribute) && element.type === 'checkbox') continue;
      if (/^(min|max)_num_value_n$/.test(attribute) && element.inputType === 'number') continue;
      if (attribute === 'save_as_default' || attribute === 'clear_default') continue;
      const reason = /^(em_validation|array_filter|exclude_all|.*relevance)/.test(attribute)
        ? 'condition'
        : /(display|class|style|width|size|theme|columns|tip|graph|prefix|suffix|statistics)/.test(attribute)
          ? 'appearance'
          : 'setting';
      this.losses.add(code, attribute, value, reason);
    }
  }
}
