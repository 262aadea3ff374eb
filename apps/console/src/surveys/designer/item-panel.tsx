import { App, Button, Dropdown, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Indicator } from '@mingjian/contract/indicators';
import type { Audience } from '@mingjian/contract/surveys';
import {
  codesOfElement,
  kindOf,
  nameOf,
  readText,
  sectionsOf,
  writeText,
  type Draft,
  type Edit,
  type Element,
} from '@mingjian/questionnaire/editing';
import { ItemEditor } from '../item-editor';
import { ConditionEditor } from './condition-editor';
import { ItemLists } from './item-lists';
import { KindSettings, NotApplicableSwitch, RequiredSwitch } from './item-settings';
import { Pair } from './pair';
import { useTexts } from './texts';

interface PanelProps {
  draft: Draft;
  audience: Audience;
  indicators: Indicator[];
  element: Element;
  remarks: readonly string[];
  onEdit: (edit: Edit, typing?: string) => Draft;
  onRenamed: (name: string) => void;
}

/** Everything about one item. */
export function ItemPanel(props: PanelProps) {
  const t = useTexts();
  const { draft, element, audience, onEdit } = props;
  const name = nameOf(element);
  const kind = kindOf(element, draft.items);
  const codes = new Set(codesOfElement(element));
  const change = (part: Element, typing?: string) =>
    onEdit({ do: 'question', name, change: part }, typing === undefined ? undefined : `${name}.${typing}`);
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{t(kind === null ? 'kind.other' : `kind.${kind}`)}</h2>
        <CodeField key={name} {...props} />
      </div>
      {props.remarks.length > 0 && (
        <ul className="remarks">
          {props.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <Pair
        lines
        label={t('wording')}
        value={readText(element.title)}
        onChange={(text) => change({ title: writeText(text, element.title) }, 'title')}
      />
      <Piping {...props} />
      <Pair
        optional
        label={t('description')}
        value={readText(element.description)}
        onChange={(text) =>
          change(
            {
              description:
                text.zh === '' && text.en === '' ? undefined : writeText(text, element.description),
            },
            'description',
          )
        }
      />
      {kind !== null && (
        <>
          <div className="panel-settings">
            <RequiredSwitch element={element} kind={kind} onChange={change} />
            <NotApplicableSwitch element={element} kind={kind} onChange={change} />
            <KindSettings element={element} kind={kind} onChange={change} />
          </div>
          <ItemLists {...{ element, kind, audience, onEdit }} />
          {(kind === 'nps' || kind === 'rating') && (
            <fieldset className="choices">
              <legend>{t('scaleEnds')}</legend>
              {(['minRateDescription', 'maxRateDescription'] as const).map((key) => (
                <Pair
                  key={key}
                  label={t(key === 'minRateDescription' ? 'lowEnd' : 'highEnd')}
                  value={readText(element[key])}
                  onChange={(text) => change({ [key]: writeText(text, element[key]) }, key)}
                />
              ))}
            </fieldset>
          )}
        </>
      )}
      <h3>{t('condition')}</h3>
      <ConditionEditor
        draft={draft}
        before={name}
        expression={String(element.visibleIf ?? '')}
        onChange={(expression) => change({ visibleIf: expression || undefined }, 'visibleIf')}
      />
      <h3>{t('mapping')}</h3>
      <ItemEditor
        items={draft.items.filter((item) => codes.has(item.code))}
        indicators={props.indicators}
        onChange={(items) =>
          items.forEach((item) => {
            const { code, role, dimension, indicatorCode, correctValue } = item;
            const before = draft.items.find((each) => each.code === code);
            if (before !== undefined && JSON.stringify(before) !== JSON.stringify(item))
              onEdit({ do: 'map', code, change: { role, dimension, indicatorCode, correctValue } });
          })
        }
      />
    </div>
  );
}

function CodeField({ draft, element, onEdit, onRenamed }: PanelProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const name = nameOf(element);
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const take = () => {
    if (typed === name) return;
    const after = onEdit({ do: 'rename', name, to: typed });
    if (after === draft) {
      void message.warning(t('codeBad'));
      setTyped(name);
    } else onRenamed(typed);
  };
  return (
    <label className="field code-field">
      {t('code')}
      <Input
        value={typed}
        maxLength={31}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
    </label>
  );
}

/** Puts the answer to an earlier question into the wording, in both languages. */
function Piping({ draft, element, onEdit }: PanelProps) {
  const t = useTexts();
  const name = nameOf(element);
  const all = sectionsOf(draft.json).flatMap(({ elements }) => elements);
  const earlier = all
    .slice(
      0,
      Math.max(
        0,
        all.findIndex((each) => nameOf(each) === name),
      ),
    )
    .filter((each) => ['single', 'likert', 'number', 'date', 'line'].includes(kindOf(each) ?? ''));
  if (earlier.length === 0) return null;
  const insert = (from: string) => {
    const { zh, en } = readText(element.title);
    const title = writeText({ zh: `${zh}{${from}}`, en: `${en}{${from}}` }, element.title);
    onEdit({ do: 'question', name, change: { title } });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: earlier.map((each) => ({
          key: nameOf(each),
          label: `${nameOf(each)} ${readText(each.title).zh.slice(0, 24)}`,
        })),
        onClick: ({ key }) => insert(key),
      }}
    >
      <Button size="small">{t('pipe')}</Button>
    </Dropdown>
  );
}
