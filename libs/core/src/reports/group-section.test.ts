import type { Block } from '@mingjian/contract/reports';
import { expect, it } from 'vitest';
import { resolveDocument } from '../documents';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';

const material = madeUpCounty(7);

function tableOf(model: ReturnType<typeof composeReport>, id: string) {
  const block = resolveDocument(model, 'zh-CN').blocks.find((each) => 'id' in each && each.id === id);
  if (block?.kind !== 'table') throw new Error(`no table ${id}`);
  return block;
}
const groups = (rows: { mark: string; cells: { text: string }[] }[]) =>
  rows.filter(({ mark }) => mark !== 'group').map(({ cells }) => cells[0]?.text ?? '');

it('stages stand from small children to large, in table and figure', () => {
  const results = material.results.map((result) => ({
    ...result,
    estimates: [...result.estimates].reverse(),
    gaps: [...result.gaps].reverse(),
  }));
  const model = composeReport({ ...material, results });
  const order = ['幼儿园', '小学', '初中', '普通高中', '中等职业学校', '特殊教育学校'];
  const [first = []] = [groups(tableOf(model, 'groups-stage-table').rows)];
  const ofOne = first.slice(0, new Set(first).size);
  expect(ofOne).toEqual(order.filter((each) => ofOne.includes(each)));
  const figure = model.blocks.find(
    (block): block is Extract<Block, { kind: 'figure' }> =>
      block.kind === 'figure' && block.id === 'groups-stage-figure',
  );
  const labels = (figure?.labels ?? []).map(({ zh }) => zh).slice(0, ofOne.length);
  expect(labels).toEqual(order.filter((each) => labels.includes(each)));
});

it('a group whose interval leaves the scale is marked, and the note says why', () => {
  expect(tableOf(composeReport(material), 'groups-stage-table').notes.join('')).not.toContain('*');
  const results = material.results.map((result) => ({
    ...result,
    estimates: result.estimates.map((each) =>
      each.id === 'index|audience||stage|primary' && each.ci
        ? { ...each, ci: [41.8, 104] as [number, number] }
        : each,
    ),
  }));
  const table = tableOf(composeReport({ ...material, results }), 'groups-stage-table');
  expect(groups(table.rows).filter((name) => name.endsWith(' *'))).toContain('小学 *');
  expect(groups(table.rows)).toContain('初中');
  expect(table.notes[0]).toMatch(/^\* 这些组抽中的学校很少/u);
});
