import { expect, test } from 'vitest';
import { csvColumns } from './file-columns';

test('a UTF-8 header with a byte-order mark is read', async () => {
  const blob = new Blob(['\uFEFF区县,权数\r\n东安,1\r\n']);
  expect(await csvColumns(blob)).toEqual({ columns: ['区县', '权数'], encoding: 'UTF-8' });
});

test('a GBK header is recognised', async () => {
  // 权数 in GBK is C8 A8 CA FD.
  const blob = new Blob([new Uint8Array([0xc8, 0xa8, 0xca, 0xfd, 0x2c, 0x6e, 0x0a, 0x31, 0x2c, 0x32])]);
  expect(await csvColumns(blob)).toEqual({ columns: ['权数', 'n'], encoding: 'GBK' });
});
