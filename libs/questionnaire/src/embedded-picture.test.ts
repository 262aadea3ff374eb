import { expect, test } from 'vitest';
import { checkDefinition } from './check-definition';
import { LARGEST_PICTURE_BYTES, pictureBytes, pictureFault, pictureType } from './embedded-picture';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a picture is told by its bytes, not by what it is called', () => {
  expect(pictureFault(`data:image/png;base64,${png}`)).toBeNull();
  expect(pictureFault(`data:image/jpeg;base64,${png}`)).toBe('picture-type');
  expect(pictureFault(`data:image/png;base64,${btoa('<svg onload=alert(1)>')}`)).toBe('picture-type');
  expect(pictureFault('data:image/svg+xml;base64,PHN2Zz4=')).toBe('picture-type');
  expect(pictureType(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
  expect(pictureType(Uint8Array.from([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]))).toBe(
    'webp',
  );
});

test('a large picture is refused before people have to load it', () => {
  const large = `data:image/png;base64,${png}${'A'.repeat(LARGEST_PICTURE_BYTES * 2)}`.replace('==', '');
  expect(pictureBytes(large)).toBeGreaterThan(LARGEST_PICTURE_BYTES);
  expect(pictureFault(large)).toBe('picture-too-large');
});

test('a questionnaire with a false picture, or with one from outside, is not published', () => {
  const rules = (imageLink: string) =>
    checkDefinition(
      { elements: [{ type: 'imagepicker', name: 'I1', choices: [{ value: 1, imageLink }] }] },
      [],
    ).faults.map(({ rule }) => rule);
  expect(rules(`data:image/gif;base64,${png}`)).toContain('picture-type');
  expect(rules('https://example.org/a.png')).toContain('external-address');
  expect(rules(`data:image/png;base64,${png}`)).toEqual(['question-without-item']);
});
