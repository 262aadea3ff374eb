import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition';

test('a Chinese name is carried whole and old clients get ASCII', () => {
  expect(contentDisposition('inline', '东安区.pdf', 'Dong’an District-v1.pdf')).toBe(
    'inline; filename="Dong-an-District-v1.pdf"; filename*=UTF-8\'\'%E4%B8%9C%E5%AE%89%E5%8C%BA.pdf',
  );
});

test('nothing in a name can end the header or the parameter', () => {
  const header = contentDisposition('attachment', 'a"\r\nx: (y)*\'.pdf', 'a"\r\nx.pdf');
  expect(header).not.toMatch(/[\r\n]/u);
  expect(header).toBe(
    'attachment; filename="a-x.pdf"; filename*=UTF-8\'\'a%22%0D%0Ax%3A%20%28y%29%2A%27.pdf',
  );
});
