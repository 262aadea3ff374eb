import { expect, test } from 'vitest';
import { changesToRead } from './changes-to-read';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';

const material = madeUpCounty(7);
const model = composeReport(material);

test('of a row with one other number only the number went and came', () => {
  const results = material.results.map((result) => ({
    ...result,
    estimates: result.estimates.map((each) =>
      each.id === 'index|item|P-02||' ? { ...each, estimate: (each.estimate ?? 0) + 5 } : each,
    ),
  }));
  const changes = changesToRead(model, composeReport({ ...material, results }), 'zh-CN');
  const table = changes.find(({ blockId }) => blockId === 'items-public-table');
  expect(table?.lines).toHaveLength(1);
  const words = table?.lines[0] ?? [];
  expect(words.map(({ text }) => text).join('')).toContain('P-02');
  for (const op of ['removed', 'added'] as const)
    expect(words.filter((each) => each.op === op).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\d+\.\d$/u),
    ]);
});

test('a row that went stands alone, and those around it are not told', () => {
  const items = material.items.filter(({ audience, code }) => audience !== 'public' || code !== 'P-02');
  const changes = changesToRead(model, composeReport({ ...material, items }), 'zh-CN');
  const table = changes.find(({ blockId }) => blockId === 'items-public-table');
  expect(table?.lines).toEqual([[{ op: 'removed', text: expect.stringContaining('P-02') }]]);
});

test('words rewritten in one language are told to readers of either, in their place', () => {
  const rewritten = {
    ...composeReport({ ...material, agency: '另一机构' }),
  };
  rewritten.blocks = rewritten.blocks.map((block) =>
    block.kind === 'paragraph' && block.id === 'summary-audiences'
      ? {
          ...block,
          edited: {
            zh: [{ text: { zh: '另行说明。', en: '另行说明。' } }],
            en: null,
            by: '分析员',
            at: '2026-06-01T00:00:00.000Z',
            basis: '',
            stale: false,
            typedDigits: [],
          },
        }
      : block,
  );
  for (const language of ['zh-CN', 'en'] as const) {
    const changes = changesToRead(model, rewritten, language);
    expect(changes.map((change) => [change.blockId, change.language]).slice(0, 2)).toEqual([
      ['summary-opening', language],
      ['summary-audiences', 'zh-CN'],
    ]);
    const came = changes[1]?.lines[0]?.filter(({ op }) => op !== 'removed') ?? [];
    expect(came.map(({ text }) => text).join('')).toBe('另行说明。');
  }
});
