import { expect, test } from 'vitest';
import { jsonFault } from './json-fault';

test('the line at fault is named', () => {
  expect(jsonFault('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3 });
  expect(jsonFault('{\n  "a": [1, 2\n')).toMatchObject({ line: 3 });
  expect(jsonFault('{"a": 1}')).toBeNull();
});
