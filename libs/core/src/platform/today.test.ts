import { expect, it } from 'vitest';
import { today } from './today';

it('turns the day at midnight in Shanghai, sixteen hours into the day of UTC', () => {
  expect(today(new Date('2021-06-10T15:59:59.999Z'))).toBe('2021-06-10');
  expect(today(new Date('2021-06-10T16:00:00.000Z'))).toBe('2021-06-11');
  expect(today(new Date('2021-12-31T16:00:00.000Z'))).toBe('2022-01-01');
});
