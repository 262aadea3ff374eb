import { Alert, Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { readKeyed, type Keyed, type KeyedItem } from '@mingjian/questionnaire/keying';
import { ProblemView } from '../components';
import { useLocalized } from '../language';
import type { Paper } from './kept-work';
import { KeysOf } from './keys-of';
import { useTexts } from './texts';

/** 双录比对: what the two keyings differ in, field by field; a third look at the paper decides each. */
export function ThirdLook(props: {
  paper: Paper;
  different: number;
  items: readonly KeyedItem[];
  decide: (code: string, typed: string) => void;
  finish: () => void;
  error: unknown;
  beside: ReactNode;
}) {
  const t = useTexts();
  const inWords = useLocalized();
  const { paper, items } = props;
  const undecided = items.filter(({ code }) => paper.third[code] === undefined).length;
  const said = (item: KeyedItem, keyed: Keyed) => {
    const typed = (keyed[item.code] ?? '').trim();
    const reading = readKeyed(item, typed);
    const choice = 'value' in reading ? item.choices.find(({ value }) => value === reading.value) : undefined;
    return typed === '' ? t('empty') : choice ? `${choice.key} ${inWords(choice.text)}` : typed;
  };
  return (
    <div className="stack">
      <Alert
        showIcon
        type={props.different === 0 ? 'success' : 'warning'}
        title={props.different === 0 ? t('same') : t('different', { n: props.different })}
      />
      {items.length > 0 && (
        <table className="third-look">
          <thead>
            <tr>
              <th>{t('item')}</th>
              <th>{t('firstSaid')}</th>
              <th>{t('secondSaid')}</th>
              <th>{t('decision')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, at) => {
              const decision = paper.third[item.code];
              const reading = readKeyed(item, decision ?? '');
              return (
                <tr key={item.code}>
                  <td>
                    <span className="keying-code">{item.code}</span> {inWords(item.title)}
                    <KeysOf item={item} chosen={reading} />
                  </td>
                  {([paper.first, paper.second] as const).map((keyed, which) => (
                    <td key={which}>
                      <div>{said(item, keyed)}</div>
                      <Button
                        size="small"
                        aria-label={`${t('take')} ${t(which === 0 ? 'firstSaid' : 'secondSaid')} ${item.code}`}
                        onClick={() => props.decide(item.code, keyed[item.code] ?? '')}
                      >
                        {t('take')}
                      </Button>
                    </td>
                  ))}
                  <td>
                    <Input
                      aria-label={`${t('decision')} ${item.code}`}
                      autoFocus={at === 0}
                      autoComplete="off"
                      value={decision ?? ''}
                      placeholder={decision === '' ? t('empty') : ''}
                      status={'rule' in reading ? 'error' : undefined}
                      onChange={(event) => props.decide(item.code, event.target.value)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <ProblemView error={props.error} />
      <div className="form-buttons">
        <Button type="primary" autoFocus={items.length === 0} disabled={undecided > 0} onClick={props.finish}>
          {t('finishThird')}
        </Button>
        {undecided > 0 && <span className="keying-count">{t('undecided', { n: undecided })}</span>}
        {props.beside}
      </div>
    </div>
  );
}
