import { expect, test } from 'vitest';
import { readSurveyFile, writeSurveyFile } from './survey-file';

const definition = {
  title: { default: '公众问卷', en: 'Public survey' },
  pages: [
    {
      name: 'p1',
      elements: [
        {
          type: 'panel',
          name: 'g',
          elements: [{ type: 'rating', name: 'P-01', title: { 'zh-cn': '满意吗？', en: 'Satisfied?' } }],
        },
        { type: 'comment', name: 'P-99', title: '还有什么想说？' },
      ],
    },
  ],
};

test('a bare SurveyJS definition yields its title and one mapping per question, panels opened', () => {
  const file = readSurveyFile(JSON.stringify(definition));
  expect(file.title).toEqual({ zh: '公众问卷', en: 'Public survey' });
  expect(file.items.map((item) => [item.code, item.role, item.text.zh])).toEqual([
    ['P-01', 'demographic', '满意吗？'],
    ['P-99', 'open', '还有什么想说？'],
  ]);
});

test('a survey file read back keeps the mapping that was made', () => {
  const file = readSurveyFile(JSON.stringify(definition));
  const first = file.items[0];
  if (!first) throw new Error('no item');
  file.items[0] = { ...first, role: 'scored', dimension: 'quality', indicatorCode: '3.2' };
  expect(readSurveyFile(writeSurveyFile(file))).toEqual(file);
});

test('text that is not JSON is refused', () => {
  expect(() => readSurveyFile('{')).toThrow(SyntaxError);
});
