import type { Margin } from '@mingjian/contract/registry';
import { auditedVariables } from './scale';
import type { Person } from './people';

/** The audited totals that raking needs: people of each target population by county, variable and category. */
export function marginsOf(people: readonly Person[]): Margin[] {
  const totals = new Map<string, Margin>();
  for (const person of people) {
    for (const { audience, variable } of auditedVariables) {
      if (audience !== person.audience) continue;
      const category = String(person.demographics[variable]);
      const key = [person.countyCode, audience, variable, category].join('|');
      const margin = totals.get(key);
      if (margin) margin.total += 1;
      else totals.set(key, { countyCode: person.countyCode, audience, variable, category, total: 1 });
    }
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, margin]) => margin);
}
