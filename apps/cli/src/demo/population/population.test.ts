import { describe, expect, it } from 'vitest';
import { areas, demoCounties } from './counties';
import { buildPopulation } from './index';
import { ratedItems } from './questions';
import { randomStream } from './random';
import { answersOf } from './submission';

const population = buildPopulation({ seed: 1 });
const another = buildPopulation({ seed: 2 });

describe('the school frame', () => {
  const of = (stage: string) => population.schools.filter((school) => school.stage === stage);

  it("has the city's true totals over ten counties", () => {
    const totals = ['primary', 'junior', 'senior', 'vocational', 'special', 'kindergarten'].map(
      (stage) => of(stage).length,
    );
    expect(totals).toEqual([115, 82, 33, 17, 6, 457]);
    expect(new Set(population.schools.map((school) => school.countyCode))).toEqual(
      new Set(demoCounties.map((county) => county.code)),
    );
    expect(demoCounties).toHaveLength(10);
  });

  it('names no real school: every name says 虚构, every code is unique and of its type', () => {
    expect(population.schools.every((school) => school.name.endsWith('（虚构）'))).toBe(true);
    expect(new Set(population.schools.map((school) => school.name)).size).toBe(population.schools.length);
    expect(new Set(population.schools.map((school) => school.code)).size).toBe(population.schools.length);
    expect(of('vocational').every((school) => /^36239\d{5}$/.test(school.code))).toBe(true);
    expect(of('kindergarten').every((school) => /^11239\d{5}$/.test(school.code))).toBe(true);
  });

  it("counts a school's pupils as the sum over its classes", () => {
    for (const school of population.schools)
      expect(school.pupils).toBe(school.classes.reduce((sum, each) => sum + each.pupils, 0));
  });
});

describe('the people', () => {
  it('are every pupil of the surveyed grades, one parent of each, and every teacher of their schools', () => {
    const grades = { primary: 5, junior: 8, senior: 11, vocational: 11 } as Record<string, number>;
    const surveyed = population.schools.filter((school) => grades[school.stage] !== undefined);
    const pupils = surveyed
      .flatMap((school) => school.classes.filter((each) => each.grade === grades[school.stage]))
      .reduce((sum, each) => sum + each.pupils, 0);
    const teachers = surveyed.reduce((sum, school) => sum + school.teachers, 0);
    const count = (audience: string) =>
      population.people.filter((person) => person.audience === audience).length;
    expect([count('student'), count('public'), count('teacher')]).toEqual([pupils, pupils, teachers]);
  });

  it('are the same for the same seed, down to every answer and duration, and others for another seed', () => {
    const again = buildPopulation({ seed: 1 });
    expect(again.people).toEqual(population.people);
    expect(again.truths).toEqual(population.truths);
    expect(again.people.slice(0, 200).map((person) => answersOf(1, person))).toEqual(
      population.people.slice(0, 200).map((person) => answersOf(1, person)),
    );
    expect(another.truths).not.toEqual(population.truths);
  });

  it('agree with the margins that raking is given', () => {
    for (const { countyCode, audience, variable, category, total } of population.margins)
      expect(
        population.people.filter(
          (person) =>
            person.countyCode === countyCode &&
            person.audience === audience &&
            person.demographics[variable] === Number(category),
        ).length,
      ).toBe(total);
    for (const county of demoCounties) {
      const totals = new Map<string, number>();
      for (const margin of population.margins)
        if (margin.countyCode === county.code && margin.audience === 'public')
          totals.set(margin.variable, (totals.get(margin.variable) ?? 0) + margin.total);
      expect(new Set(totals.values()).size).toBe(1);
    }
  });

  it('include 1 to 3% who answer carelessly and some who send twice', () => {
    const share = (of: (person: (typeof population.people)[number]) => boolean) =>
      population.people.filter(of).length / population.people.length;
    expect(share((person) => person.careless)).toBeGreaterThan(0.01);
    expect(share((person) => person.careless)).toBeLessThan(0.03);
    expect(share((person) => person.sendsTwice)).toBeGreaterThan(0.003);
  });

  it('answer every question of their own questionnaire with an offered value', () => {
    const person = population.people.find((each) => each.audience === 'teacher' && !each.careless);
    const { answers, durations } = answersOf(1, person as NonNullable<typeof person>);
    for (const item of ratedItems.teacher) expect([0, 1, 2, 3, 4, 5]).toContain(answers[item.code]);
    expect(answers['T-A1']).toBe(3);
    expect(Object.keys(durations)).toEqual(Object.keys(answers));
  });
});

describe('the truth', () => {
  it('is the mean over everyone, counted by hand', () => {
    const items = ratedItems.public;
    for (const county of demoCounties.slice(0, 3)) {
      const members = population.people.filter(
        (person) => person.audience === 'public' && person.countyCode === county.code,
      );
      const scoresOn = (codes: readonly string[]) =>
        members.flatMap((person) => {
          const rated = items.flatMap((item, position) => {
            const answer = person.answers[position] ?? 0;
            return codes.includes(item.code) && answer > 0 ? [((answer - 1) / 4) * 100] : [];
          });
          return rated.length > 0 && rated.length >= codes.length / 2
            ? [rated.reduce((sum, value) => sum + value, 0) / rated.length]
            : [];
        });
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const truth = (key: string) =>
        population.truths.find(
          (each) => each.countyCode === county.code && each.audience === 'public' && each.key === key,
        )?.mean;
      expect(truth('P-07')).toBeCloseTo(mean(scoresOn(['P-07'])), 9);
      expect(truth('')).toBeCloseTo(
        mean(scoresOn(items.filter((item) => item.role === 'scored').map((item) => item.code))),
        9,
      );
      expect(truth('P-02')).toBeUndefined();
    }
  });

  it('differs between counties', () => {
    const indices = population.truths.filter(
      (each) => each.audience === 'public' && each.scope === 'audience',
    );
    const means = indices.map((each) => each.mean);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(5);
  });
});

describe('the random streams', () => {
  it('are uniform and normal enough, and independent of each other by label', () => {
    const random = randomStream(1, 'test');
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(variance).toBeGreaterThan(0.96);
    expect(variance).toBeLessThan(1.04);
    expect(randomStream(1, 'a').uniform()).not.toBe(randomStream(1, 'b').uniform());
  });

  it('shuffle without losing anyone', () => {
    const list = Array.from({ length: 50 }, (_, index) => index);
    const mixed = randomStream(3, 'shuffle').shuffled(list);
    expect([...mixed].sort((a, b) => a - b)).toEqual(list);
    expect(mixed).not.toEqual(list);
    expect(areas).toHaveLength(3);
  });
});
