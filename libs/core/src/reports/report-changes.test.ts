import { expect, test } from 'vitest';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import { reportChanges } from './report-changes';

const material = madeUpCounty(7);
const model = composeReport(material);

test('the same report shows no change', () => {
  expect(reportChanges(model, composeReport(material), 'zh-CN')).toEqual([]);
});

test('one changed estimate shows in every sentence, row and figure that prints it, and nowhere else', () => {
  const results = material.results.map((result) => ({
    ...result,
    estimates: result.estimates.map((each) =>
      each.id === 'index|item|P-02||' ? { ...each, estimate: (each.estimate ?? 0) + 5 } : each,
    ),
  }));
  const changes = reportChanges(model, composeReport({ ...material, results }), 'zh-CN');
  const items = changes.find(({ blockId }) => blockId === 'items-public-table');
  expect(items?.before).toHaveLength(1);
  expect(items?.after[0]).toContain('P-02');
  expect(changes.map(({ blockId }) => blockId)).not.toContain('survey-table');
});

test('a section that came or went is told as added or removed', () => {
  const [teacher] = material.results.filter(({ audience }) => audience === 'teacher');
  const fewer = composeReport({ ...material, results: material.results.filter((each) => each !== teacher) });
  const gone = reportChanges(model, fewer, 'en').filter(({ change }) => change === 'removed');
  expect(gone.map(({ blockId }) => blockId)).toContain('items-teacher-table');
  const back = reportChanges(fewer, model, 'en').filter(({ change }) => change === 'added');
  expect(back.map(({ blockId }) => blockId)).toContain('items-teacher-table');
});
