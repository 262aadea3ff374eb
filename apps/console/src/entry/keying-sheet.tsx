import { Button, Input } from 'antd';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { keyedAnswers, readKeyed, type Keyed, type KeyedItem } from '@mingjian/questionnaire/keying';
import { ProblemView } from '../components';
import { useLocalized } from '../language';
import { faultsProblem } from './faults-problem';
import { KeysOf } from './keys-of';
import { useTexts } from './texts';

/** One keying of a paper, for digits and Enter alone: a choice of one key moves on by itself. */
export function KeyingSheet(props: {
  items: readonly KeyedItem[];
  typed: Keyed;
  change: (code: string, typed: string) => void;
  finish: () => void;
  finishText: string;
  beside: ReactNode;
}) {
  const t = useTexts();
  const inWords = useLocalized();
  const { items, typed } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const [finished, setFinished] = useState(false);
  const { faults } = keyedAnswers(items, typed);
  const answered = items.filter(({ code }) => (typed[code] ?? '').trim() !== '').length;

  const goTo = (at: number) => {
    const place = sheet.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    place?.focus();
    if (place instanceof HTMLInputElement) place.select();
  };
  const change = (item: KeyedItem, at: number, text: string) => {
    props.change(item.code, text);
    const reading = readKeyed(item, text);
    if (item.kind !== 'one' || !item.singleKeys) return;
    // A wrong key is told and stays marked, so that the right one takes its place.
    if ('rule' in reading) goTo(at);
    else if (reading.value !== undefined) goTo(at + 1);
  };
  const key = (at: number) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    goTo(event.shiftKey ? at - 1 : at + 1);
  };
  const finish = () => {
    setFinished(true);
    const [first] = faults;
    if (first === undefined) props.finish();
    else goTo(items.findIndex(({ code }) => code === first.field));
  };

  return (
    <div ref={sheet} className="keying">
      <ol className="keying-items">
        {items.map((item, at) => {
          const reading = readKeyed(item, typed[item.code] ?? '');
          const field = {
            'data-at': at,
            id: `key-${item.code}`,
            value: typed[item.code] ?? '',
            autoFocus: at === 0,
            autoComplete: 'off',
            status: 'rule' in reading ? ('error' as const) : undefined,
            'aria-invalid': 'rule' in reading,
            'aria-describedby': `about-${item.code}`,
            onKeyDown: key(at),
          };
          return (
            <li key={item.code}>
              <label htmlFor={field.id}>
                <span className="keying-code">{item.code}</span> {inWords(item.title)}
              </label>
              {item.kind === 'text' ? (
                <Input.TextArea
                  {...field}
                  autoSize={{ minRows: 1, maxRows: 5 }}
                  onChange={(event) => change(item, at, event.target.value)}
                />
              ) : (
                <Input
                  {...field}
                  className="keying-field"
                  inputMode={item.kind === 'date' ? 'text' : 'numeric'}
                  placeholder={hintOf(item, t)}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => change(item, at, event.target.value)}
                />
              )}
              <KeysOf id={`about-${item.code}`} item={item} chosen={reading} />
            </li>
          );
        })}
      </ol>
      {finished && faults.length > 0 && (
        <ProblemView error={faultsProblem(faults, items, t('unreadable'), inWords)} />
      )}
      <div className="form-buttons">
        <Button type="primary" data-at={items.length} onClick={finish}>
          {props.finishText}
        </Button>
        <span className="keying-count">{t('answered', { n: answered, of: items.length })}</span>
        {props.beside}
      </div>
    </div>
  );
}

function hintOf(item: KeyedItem, t: ReturnType<typeof useTexts>): string {
  if (item.kind === 'one' || item.kind === 'text') return '';
  return t(item.kind);
}
