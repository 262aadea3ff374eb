import { Input, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import {
  notApplicableChoice,
  readChoices,
  writeChoices,
  type Element,
  type QuestionKind,
} from '@mingjian/questionnaire/editing';
import { useTexts } from './texts';

interface SettingProps {
  element: Element;
  kind: QuestionKind;
  onChange: (part: Element, typing?: string) => void;
}

function Setting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="setting">
      {children}
      <span>{label}</span>
    </label>
  );
}

export function RequiredSwitch({ element, kind, onChange }: SettingProps) {
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

export function NotApplicableSwitch({ element, kind, onChange }: SettingProps) {
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

/** The numbers, days and choices that only some kinds have. */
export function KindSettings({ element, kind, onChange }: SettingProps) {
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
