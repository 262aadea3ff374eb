import { Button } from 'antd';
import type { Localized } from '@mingjian/contract';
import { useLocalized } from '../../language';
import { useTexts } from './texts';

export interface Finding {
  field: string;
  value?: string;
  message: Localized;
}

/** What stops publication, what is worth a look, and what survey methodology says of the wording. */
export function ChecksTab(props: {
  faults: readonly Finding[];
  warnings: readonly Finding[];
  wordings: readonly Finding[];
  known: ReadonlySet<string>;
  onGo: (name: string) => void;
}) {
  const t = useTexts();
  const localized = useLocalized();
  const list = (findings: readonly Finding[], none: string) =>
    findings.length === 0 ? (
      <p className="hint">{none}</p>
    ) : (
      <ul className="findings">
        {findings.map(({ field, value, message }, index) => (
          <li key={index}>
            <span>
              {field !== '' && <strong>{field}</strong>} {localized(message)}
              {value !== undefined && <em className="finding-value">{value}</em>}
            </span>
            {props.known.has(field) && (
              <Button size="small" aria-label={`${t('goTo')} ${field}`} onClick={() => props.onGo(field)}>
                {t('goTo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    );
  return (
    <div className="checks">
      <h2>{t('faults')}</h2>
      {list(props.faults, t('noFaults'))}
      <h2>{t('warnings')}</h2>
      {list(props.warnings, t('nothing'))}
      <h2>{t('wordings')}</h2>
      <p className="hint">{t('wordingsAbout')}</p>
      {list(props.wordings, t('nothing'))}
    </div>
  );
}
