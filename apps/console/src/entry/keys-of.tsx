import { answerFaultMessage } from '@mingjian/questionnaire';
import type { KeyedItem, Reading } from '@mingjian/questionnaire/keying';
import { useLocalized } from '../language';

/** What may be keyed for an item, what has been, and what is wrong with it. */
export function KeysOf({ id, item, chosen }: { id?: string; item: KeyedItem; chosen: Reading }) {
  const inWords = useLocalized();
  return (
    <div id={id} className="keying-about">
      {item.choices.map(({ key, value, text }) => (
        <span key={key} className={isAmong(chosen, value) ? 'keying-chosen' : ''}>
          <kbd>{key}</kbd> {inWords(text)}
        </span>
      ))}
      {'rule' in chosen && <span className="keying-fault">{inWords(answerFaultMessage(chosen.rule))}</span>}
    </div>
  );
}

function isAmong(chosen: Reading, value: unknown): boolean {
  if ('rule' in chosen) return false;
  return Array.isArray(chosen.value) ? chosen.value.includes(value) : chosen.value === value;
}
