import { Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ItemMapping } from '@mingjian/contract/surveys';
import { readText, type Conflict } from '@mingjian/questionnaire/editing';
import type { Clash } from './autosave';
import { useTexts } from './texts';

/** Asks, part by part, whose change is kept where two people changed the same. */
export function ClashDialog({
  clash,
  onSettle,
}: {
  clash: Clash;
  onSettle: (choices: Record<string, 'mine' | 'theirs'>) => void;
}) {
  const t = useTexts();
  const [choices, setChoices] = useState<Record<string, 'mine' | 'theirs'>>({});
  const complete = clash.conflicts.every(({ key }) => choices[key] !== undefined);
  return (
    <Modal
      open
      width={760}
      closable={false}
      title={t('conflictTitle')}
      okText={t('takeChoices')}
      okButtonProps={{ disabled: !complete }}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={() => onSettle(choices)}
    >
      <p>{firstSentence(clash.who)}</p>
      <p className="hint">{t('conflictAbout')}</p>
      {clash.conflicts.map((conflict) => (
        <fieldset className="clash" key={conflict.key}>
          <legend>{t(`part.${conflict.kind}`, { name: conflict.name })}</legend>
          <Radio.Group
            value={choices[conflict.key]}
            onChange={(event) =>
              setChoices({ ...choices, [conflict.key]: event.target.value as 'mine' | 'theirs' })
            }
          >
            {(['mine', 'theirs'] as const).map((side) => (
              <Radio key={side} value={side}>
                <strong>{t(side)}</strong>
                <pre className="clash-part">{shownPart(conflict, side) ?? t('removed')}</pre>
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      ))}
    </Modal>
  );
}

/** The wording first; what else differs follows as it is stored. */
function shownPart(conflict: Conflict, side: 'mine' | 'theirs'): string | null {
  const part = conflict[side];
  if (part === null) return null;
  if (conflict.kind === 'title') return Object.values(part.value as Record<string, string>).join('\n');
  const { title, ...rest } = part.value as Record<string, unknown>;
  const other = conflict[side === 'mine' ? 'theirs' : 'mine'];
  const theirs = (other?.value ?? {}) as Record<string, unknown>;
  const { zh, en } = readText(title);
  const different = Object.entries(rest)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(theirs[key]))
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const useOf = ({ code, role, dimension, indicatorCode, correctValue }: ItemMapping) =>
    `${code}: ${[role, dimension, indicatorCode, correctValue].filter((each) => each !== null).join(' · ')}`;
  const others = new Set(other?.items.map(useOf));
  const uses = part.items.map(useOf).filter((use) => !others.has(use));
  return [zh, en, ...different, ...uses]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 1200);
}

/** Who saved and when; what the server advises after it is what this dialog does. */
function firstSentence(text: string): string {
  return /^.*?(?:。|\. |$)/s.exec(text)?.[0] ?? text;
}
