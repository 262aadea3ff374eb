import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from './differences';

const here = import.meta.dirname;
const cases = readdirSync(join(here, 'cases')).map((file) => file.replace('.json', ''));
const sources = readdirSync(here)
  .filter((file) => /^[a-j]-.*\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(here, file), 'utf8'))
  .join('\n');

describe('the oracle', () => {
  it('has 71 cases', () => expect(cases).toHaveLength(71));

  it.each(cases)('%s is answered', (id) => {
    const asked = /^a16-lonely-(?!fail)/.test(id) ? 'a16-lonely-%s' : id;
    expect(sources).toContain(`'${asked}'`);
  });

  it('is differed from only where a case exists', () => {
    for (const id of Object.keys(differences)) expect(cases).toContain(id);
  });
});
