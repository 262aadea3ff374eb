import { App, Button, Dropdown, Input, InputNumber, Switch } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { Indicator } from '@mingjian/contract/indicators';
import type { Audience } from '@mingjian/contract/surveys';
import {
  codesOfElement,
  kindOf,
  nameOf,
  notApplicableChoice,
  readChoices,
  readText,
  sectionsOf,
  writeChoices,
  writeText,
  type Draft,
  type Edit,
  type Element,
  type QuestionKind,
} from '@mingjian/questionnaire/editing';
import { ItemEditor } from '../item-editor';
import { ChoicesEditor } from './choices-editor';
import { ConditionEditor } from './condition-editor';
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
            <Numbers element={element} kind={kind} onChange={change} />
          </div>
          <Lists {...{ element, kind, audience, onEdit }} />
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

/** Title and condition of a section. */
export function SectionPanel(props: {
  draft: Draft;
  name: string;
  onEdit: (edit: Edit, typing?: string) => Draft;
  onRemoved: () => void;
}) {
  const t = useTexts();
  const sections = sectionsOf(props.draft.json);
  const index = sections.findIndex((section) => section.name === props.name);
  const section = sections[index];
  if (section === undefined) return null;
  const change = (part: Element, typing: string) =>
    props.onEdit({ do: 'section', name: props.name, change: part }, `${props.name}.${typing}`);
  const { page, elements } = section;
  const following = sections.slice(index).flatMap((each) => each.elements)[0];
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{t('section', { n: index + 1 })}</h2>
      </div>
      <Pair
        optional
        label={t('sectionTitle')}
        value={readText(page.title)}
        onChange={(text) =>
          change(
            { title: text.zh === '' && text.en === '' ? undefined : writeText(text, page.title) },
            'title',
          )
        }
      />
      <Pair
        optional
        lines
        label={t('description')}
        value={readText(page.description)}
        onChange={(text) =>
          change(
            { description: text.zh === '' && text.en === '' ? undefined : writeText(text, page.description) },
            'description',
          )
        }
      />
      <h3>{t('condition')}</h3>
      <ConditionEditor
        draft={props.draft}
        before={following === undefined ? null : nameOf(following)}
        expression={String(page.visibleIf ?? '')}
        onChange={(expression) => change({ visibleIf: expression || undefined }, 'visibleIf')}
      />
      <div className="form-buttons">
        <Button
          danger
          onClick={() => {
            props.onEdit({ do: 'removeSection', name: props.name });
            props.onRemoved();
          }}
        >
          {elements.length > 0 ? t('removeSection') : t('remove')}
        </Button>
      </div>
    </div>
  );
}

type Change = (part: Element, typing?: string) => void;

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

function Setting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="setting">
      {children}
      <span>{label}</span>
    </label>
  );
}

function RequiredSwitch({
  element,
  kind,
  onChange,
}: {
  element: Element;
  kind: QuestionKind;
  onChange: Change;
}) {
  const t = useTexts();
  const key = kind === 'matrix' ? 'eachRowRequired' : 'isRequired';
  return (
    <Setting label={t(kind === 'matrix' ? 'everyRow' : 'required')}>
      <Switch
        size="small"
        checked={element[key] === true}
        onChange={(required) => onChange({ [key]: required || undefined })}
      />
    </Setting>
  );
}

function NotApplicableSwitch({
  element,
  kind,
  onChange,
}: {
  element: Element;
  kind: QuestionKind;
  onChange: Change;
}) {
  const t = useTexts();
  const lists: Partial<Record<QuestionKind, string>> = {
    likert: 'choices',
    attention: 'choices',
    matrix: 'columns',
    rating: 'rateValues',
  };
  const list = lists[kind];
  if (list === undefined) return null;
  const choices = readChoices(element[list]);
  const offered = choices.some(({ value }) => value === 0);
  const toggled = offered ? choices.filter(({ value }) => value !== 0) : [...choices, notApplicableChoice()];
  return (
    <Setting label={t('notApplicable')}>
      <Switch
        size="small"
        checked={offered}
        onChange={() => onChange({ [list]: writeChoices(toggled, element[list]) })}
      />
    </Setting>
  );
}

function Numbers({ element, kind, onChange }: { element: Element; kind: QuestionKind; onChange: Change }) {
  const t = useTexts();
  const number = (key: string, label: string, least?: number) => (
    <Setting key={key} label={label}>
      <InputNumber
        size="small"
        min={least}
        value={typeof element[key] === 'number' ? (element[key] as number) : null}
        onChange={(value) => onChange({ [key]: value ?? undefined }, key)}
      />
    </Setting>
  );
  const day = (key: string, label: string) => (
    <Setting key={key} label={label}>
      <Input
        size="small"
        type="date"
        value={String(element[key] ?? '')}
        onChange={(event) => onChange({ [key]: event.target.value || undefined }, key)}
      />
    </Setting>
  );
  switch (kind) {
    case 'number':
      return [number('min', t('least')), number('max', t('largest'))];
    case 'date':
      return [day('min', t('earliest')), day('max', t('latest'))];
    case 'line':
    case 'text':
      return number('maxLength', t('maxLength'), 1);
    case 'multiple':
      return number('maxSelectedChoices', t('most'), 1);
    case 'ranking':
      return (
        <Setting label={t('rankCount')}>
          <InputNumber
            size="small"
            min={1}
            max={readChoices(element.choices).length}
            value={Number(element.maxSelectedChoices ?? 1)}
            onChange={(count) =>
              onChange({ minSelectedChoices: count ?? 1, maxSelectedChoices: count ?? 1 }, 'rank')
            }
          />
        </Setting>
      );
    case 'image':
      return (
        <Setting label={t('several')}>
          <Switch
            size="small"
            checked={element.multiSelect === true}
            onChange={(several) => onChange({ multiSelect: several || undefined })}
          />
        </Setting>
      );
    default:
      return null;
  }
}

function Lists(props: {
  element: Element;
  kind: QuestionKind;
  audience: Audience;
  onEdit: (edit: Edit, typing?: string) => Draft;
}) {
  const t = useTexts();
  const { kind } = props;
  const common = { element: props.element, audience: props.audience, onEdit: props.onEdit };
  switch (kind) {
    case 'matrix':
      return (
        <>
          <ChoicesEditor {...common} list="rows" label={t('rows')} />
          <ChoicesEditor {...common} list="columns" label={t('columns')} fixed />
        </>
      );
    case 'likert':
    case 'attention':
    case 'consent':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} fixed />;
    case 'rating':
      return <ChoicesEditor {...common} list="rateValues" label={t('choices')} fixed />;
    case 'single':
    case 'multiple':
    case 'ranking':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} />;
    case 'image':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} pictures />;
    default:
      return null;
  }
}
