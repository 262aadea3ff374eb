import { milestone } from '@mingjian/contract/cycles';
import { describe, expect, it } from 'vitest';
import { defaultMilestones } from './calendar';

describe('the default calendar', () => {
  it('has nine milestones in the order of their days, as the contract wants them', () => {
    for (const year of [2021, 2022, 2024]) {
      const milestones = defaultMilestones(year).map((entry) => milestone.parse(entry));
      expect(milestones).toHaveLength(9);
      const days = milestones.map((entry) => entry.planned);
      expect([...days].sort()).toEqual(days);
      expect(days.every((day) => day.startsWith(`${year}-`))).toBe(true);
    }
  });

  it('knows that the plan of 2021 came out in May', () => {
    const day = (year: number, key: string) =>
      defaultMilestones(year).find((entry) => entry.key === key)?.planned;
    expect(day(2021, 'notice')).toBe('2021-05-12');
    expect(day(2021, 'fieldwork')).toBe('2021-06-05');
    expect(day(2022, 'notice')).toBe('2022-04-10');
    expect(day(2022, 'fieldwork')).toBe('2022-05-25');
    expect(day(2021, 'monitoringReport')).toBe('2021-06-10');
  });

  it('gives a county ninety days from feedback to its rectification report', () => {
    const milestones = defaultMilestones(2023);
    const moment = (key: string) =>
      Date.parse(milestones.find((entry) => entry.key === key)?.planned ?? '') / 86_400_000;
    expect(moment('rectification') - moment('feedback')).toBe(90);
  });
});
