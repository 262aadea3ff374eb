import { expect, it } from 'vitest';
import { mondayOf, today } from './today';

it('turns the day at midnight in Shanghai, sixteen hours into the day of UTC', () => {
  expect(today(new Date('2021-06-10T15:59:59.999Z'))).toBe('2021-06-10');
  expect(today(new Date('2021-06-10T16:00:00.000Z'))).toBe('2021-06-11');
  expect(today(new Date('2021-12-31T16:00:00.000Z'))).toBe('2022-01-01');
});

it('finds the Monday of a week, over the turn of a year too', () => {
  expect(['2021-06-07', '2021-06-10', '2021-06-13'].map(mondayOf)).toEqual(Array(3).fill('2021-06-07'));
  expect(mondayOf('2021-06-14')).toBe('2021-06-14');
  expect(mondayOf('2022-01-01')).toBe('2021-12-27');
});
