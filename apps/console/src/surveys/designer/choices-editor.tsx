import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Audience } from '@mingjian/contract/surveys';
import {
  nameOf,
  readChoices,
  writeChoices,
  type Choice,
  type Draft,
  type Edit,
  type Element,
} from '@mingjian/questionnaire/editing';
import { Pair } from './pair';
import { PasteDialog } from './paste-dialog';
import { readPicture } from './picture-file';
import { useTexts } from './texts';

type List = 'choices' | 'rows' | 'columns' | 'rateValues';

/** The choices, rows or columns of a question in both languages. */
export function ChoicesEditor(props: {
  element: Element;
  list: List;
  label: string;
  audience: Audience;
  pictures?: boolean;
  /** Levels of a scale stay as many as they are. */
  fixed?: boolean;
  onEdit: (edit: Edit, typing?: string) => Draft;
}) {
  const t = useTexts();
  const { message } = App.useApp();
  const [pasting, setPasting] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const [picturing, setPicturing] = useState(0);
  const { element, list, label, fixed } = props;
  const name = nameOf(element);
  const choices = readChoices(element[list]);
  const write = (next: readonly Choice[], typing?: string) =>
    props.onEdit({ do: 'question', name, change: { [list]: writeChoices(next, element[list]) } }, typing);
  const change = (index: number, part: Partial<Choice>, typing?: string) =>
    write(
      choices.map((choice, at) => (at === index ? { ...choice, ...part } : choice)),
      typing,
    );
  const swap = (index: number, by: -1 | 1) => {
    const next = [...choices];
    const [moving] = next.splice(index, 1);
    if (moving) next.splice(index + by, 0, moving);
    write(next);
  };
  const rows = list === 'rows';
  const add = (texts: { zh: string; en: string }[]) => {
    if (rows || texts.some(({ zh, en }) => zh !== '' || en !== '')) {
      props.onEdit({
        do: 'addChoices',
        name,
        list: rows ? 'rows' : 'choices',
        texts,
        audience: props.audience,
      });
      return;
    }
    const highest = Math.max(0, ...choices.map(({ value }) => Number(value)).filter(Number.isFinite));
    write([
      ...choices,
      { value: highest + 1, text: { zh: '', en: '' }, ...(props.pictures ? { imageLink: '' } : {}) },
    ]);
  };
  const picture = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const read = await readPicture(chosen);
    if ('fault' in read) void message.error(t(read.fault));
    else change(picturing, { imageLink: read.address });
  };
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {props.pictures && (
        <input
          ref={file}
          className="file-input"
          type="file"
          tabIndex={-1}
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-label={t('picture')}
          onChange={(event) => {
            void picture(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      )}
      {choices.map((choice, index) => (
        <div className="choice" key={index}>
          {rows || fixed ? (
            <span className="choice-value">{choice.value}</span>
          ) : (
            <Input
              className="choice-value"
              aria-label={`${label} ${index + 1} · ${t('value')}`}
              value={choice.value}
              onChange={(event) => {
                const text = event.target.value;
                change(
                  index,
                  { value: /^-?\d+$/.test(text) ? Number(text) : text },
                  `${name}.${list}.${index}.value`,
                );
              }}
            />
          )}
          {props.pictures && (
            <Button
              className="choice-picture"
              aria-label={`${t('picture')} ${index + 1}`}
              onClick={() => {
                setPicturing(index);
                file.current?.click();
              }}
            >
              {choice.imageLink ? <img src={choice.imageLink} alt="" /> : <PictureOutlined />}
            </Button>
          )}
          <Pair
            hideLabel
            label={`${label} ${index + 1}`}
            value={choice.text}
            onChange={(text) => change(index, { text }, `${name}.${list}.${index}`)}
          />
          {!fixed && (
            <span className="choice-actions">
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                aria-label={t('up', { name: `${label} ${index + 1}` })}
                onClick={() => swap(index, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === choices.length - 1}
                aria-label={t('down', { name: `${label} ${index + 1}` })}
                onClick={() => swap(index, 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${t('remove')} ${label} ${index + 1}`}
                onClick={() => write(choices.filter((_, at) => at !== index))}
              />
            </span>
          )}
        </div>
      ))}
      {!fixed && (
        <div className="form-buttons">
          <Button size="small" onClick={() => add([{ zh: '', en: '' }])}>
            {t(rows ? 'addRow' : 'addChoice')}
          </Button>
          <Button size="small" onClick={() => setPasting(true)}>
            {t('paste')}
          </Button>
        </div>
      )}
      {pasting && (
        <PasteDialog
          onClose={() => setPasting(false)}
          onTake={(texts) => {
            setPasting(false);
            add(texts);
          }}
        />
      )}
    </fieldset>
  );
}
