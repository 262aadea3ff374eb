import { expect, it } from 'vitest';
import { z } from 'zod';
import { invalidInput, type Issue } from './faults';

const schema = z.strictObject({
  title: z.string().min(1).max(5),
  year: z.number().int().max(2100),
  kind: z.enum(['a', 'b']),
  email: z.email(),
  list: z.array(z.object({ n: z.number() })).max(2),
});

function faults(value: unknown) {
  const result = schema.safeParse(value);
  return result.success ? [] : invalidInput(result.error.issues as readonly Issue[]).faults;
}

it('names field, rule and remedy in both languages', () => {
  const found = faults({ title: '', year: 3000, kind: 'c', email: 'x', list: [{ n: 'x' }], extra: 1 });
  expect(found.map(({ field, rule }) => `${field}:${rule}`)).toEqual([
    'title:too_small',
    'year:too_big',
    'kind:invalid_value',
    'email:invalid_format',
    'list.0.n:invalid_type',
    ':unrecognized_keys',
  ]);
  expect(found.map(({ message }) => message.zh)).toEqual([
    '至少 1 个字符',
    '最大为 2100',
    '应为以下之一：a, b',
    '格式不正确（email）',
    '类型应为 number，且不能缺少',
    '含有未知字段：extra',
  ]);
  expect(found.map(({ message }) => message.en)).toContain('at least 1 characters');
});

it('lists at most fifty faults, and never the values', () => {
  const wide = z.array(z.number());
  const result = wide.safeParse(Array<string>(500).fill('secret'));
  const problem = invalidInput(result.success ? [] : (result.error.issues as readonly Issue[]));
  expect(problem.faults).toHaveLength(50);
  expect(JSON.stringify(problem)).not.toContain('secret');
});
