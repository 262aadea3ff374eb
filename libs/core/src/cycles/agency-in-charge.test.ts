import { expect, test } from 'vitest';
import { agencyInCharge } from './agency-in-charge';

const of = (year: number, id: string | null) => ({ year, agency: id === null ? null : { id, name: id } });

test('the agency of the latest commissioned year keeps the frame, whatever the order of the cycles', () => {
  expect(agencyInCharge([of(2020, 'a'), of(2021, 'b')])).toBe('b');
  expect(agencyInCharge([of(2021, 'b'), of(2020, 'a')])).toBe('b');
});

test('a year that is opened and not yet commissioned changes nothing, and before the first nobody does', () => {
  expect(agencyInCharge([of(2022, null), of(2021, 'b')])).toBe('b');
  expect(agencyInCharge([of(2022, null)])).toBeNull();
});
