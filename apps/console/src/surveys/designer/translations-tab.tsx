import { Switch } from 'antd';
import { useState } from 'react';
import type { Localized } from '@mingjian/contract';
import {
  nameOf,
  readChoices,
  readText,
  sectionsOf,
  writeChoices,
  writeText,
  type Draft,
  type Edit,
  type Element,
} from '@mingjian/questionnaire/editing';
import { Pair } from './pair';
import { useTexts } from './texts';

interface Line {
  key: string;
  where: string;
  text: Localized;
  write: (text: Localized) => Edit;
}

/** Every text of the questionnaire in both languages side by side; what is missing can be looked at alone. */
export function TranslationsTab(props: { draft: Draft; onEdit: (edit: Edit, typing?: string) => Draft }) {
  const t = useTexts();
  const [only, setOnly] = useState(false);
  // Lines stay in sight while they are filled in.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const lines = linesOf(props.draft, (n) => t('section', { n }), t('part.title'));
  const missing = lines.filter(({ text }) => isMissing(text));
  const shown = only ? lines.filter(({ key, text }) => isMissing(text) || kept.has(key)) : lines;
  return (
    <div className="translations">
      <label className="setting">
        <Switch
          size="small"
          checked={only}
          onChange={(on) => {
            setOnly(on);
            setKept(new Set(missing.map(({ key }) => key)));
          }}
        />
        <span>{t('onlyMissing', { n: missing.length })}</span>
      </label>
      {shown.length === 0 && <p className="hint">{t('allTranslated')}</p>}
      {shown.map(({ key, where, text, write }) => (
        <div className="translation" key={key}>
          <span className="choice-value">{where}</span>
          <Pair
            hideLabel
            label={where}
            value={text}
            onChange={(next) => props.onEdit(write(next), `both.${key}`)}
          />
        </div>
      ))}
    </div>
  );
}

const isMissing = ({ zh, en }: Localized) => zh.trim() === '' || en.trim() === '';
const single = ['title', 'description', 'minRateDescription', 'maxRateDescription'] as const;
const lists = ['choices', 'rows', 'columns', 'rateValues'] as const;

function linesOf(draft: Draft, section: (n: number) => string, survey: string): Line[] {
  const title: Line = {
    key: 'title',
    where: survey,
    text: draft.title,
    write: (text) => ({ do: 'title', title: text }),
  };
  return [
    title,
    ...sectionsOf(draft.json).flatMap(({ name, page, elements }, index) => [
      ...(['title', 'description'] as const)
        .filter((key) => page[key] !== undefined)
        .map((key): Line => ({
          key: `${name}.${key}`,
          where: section(index + 1),
          text: readText(page[key]),
          write: (text) => ({ do: 'section', name, change: { [key]: writeText(text, page[key]) } }),
        })),
      ...elements.flatMap(linesOfElement),
    ]),
  ];
}

function linesOfElement(element: Element): Line[] {
  const name = nameOf(element);
  return [
    ...single
      .filter((key) => element[key] !== undefined)
      .map((key): Line => ({
        key: `${name}.${key}`,
        where: name,
        text: readText(element[key]),
        write: (text) => ({ do: 'question', name, change: { [key]: writeText(text, element[key]) } }),
      })),
    ...lists.flatMap((list) => {
      const choices = readChoices(element[list]);
      return choices.map((choice, index): Line => ({
        key: `${name}.${list}.${index}`,
        where: `${name} · ${choice.value}`,
        text: choice.text,
        write: (text) => ({
          do: 'question',
          name,
          change: {
            [list]: writeChoices(
              choices.map((each, at) => (at === index ? { ...each, text } : each)),
              element[list],
            ),
          },
        }),
      }));
    }),
  ];
}
