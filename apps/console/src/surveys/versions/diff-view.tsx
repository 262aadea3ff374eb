import type { ItemChange, ItemDiff, SurveyDiff, WordChange } from '@mingjian/contract/surveys';
import { EmptyState, StatusMark } from '../../components';
import { useLocalized } from '../../language';
import { useTexts } from './texts';
import './versions.css';

const marks = { added: 'active', removed: 'stopped', changed: 'pending', same: 'done' } as const;

/** What changed between two versions, question by question. */
export function DiffView({ diff, changedOnly }: { diff: SurveyDiff; changedOnly: boolean }) {
  const t = useTexts();
  const count = (state: ItemDiff['state']) => diff.items.filter((item) => item.state === state).length;
  const changed = diff.items.filter((item) => item.state !== 'same');
  if (changed.length + diff.title.length + diff.settings.length === 0)
    return <EmptyState title={t('same')} next={t('sameNext')} />;
  return (
    <>
      <p role="status">
        {t('summary', {
          added: count('added'),
          removed: count('removed'),
          changed: count('changed'),
          broken: diff.items.filter(({ breaks }) => breaks === 'question').length,
        })}
      </p>
      {diff.title.map(({ language, words }) => (
        <p key={language}>
          {t('title', { language: t(language) })}：<Words words={words} />
        </p>
      ))}
      <ol className="diff">
        {(changedOnly ? changed : diff.items).map((item) => (
          <Item key={item.code} item={item} />
        ))}
      </ol>
      {diff.settings.map(({ field, before, after }) => (
        <p key={field}>
          {t('kind.setting', { field })} <Values before={before} after={after} />
        </p>
      ))}
    </>
  );
}

function Item({ item }: { item: ItemDiff }) {
  const t = useTexts();
  const localized = useLocalized();
  return (
    <li className="diff-item">
      <div className="diff-head">
        <span>
          <strong>{item.code}</strong> {localized(item.text)}
        </span>
        <StatusMark mark={marks[item.state]}>{t(`state.${item.state}`)}</StatusMark>
      </div>
      {item.breaks !== 'none' && (
        <p>
          <StatusMark mark={item.breaks === 'question' ? 'late' : 'pending'}>
            {t(`breaks.${item.breaks}`)}
          </StatusMark>
        </p>
      )}
      {item.changes.length > 0 && (
        <dl className="diff-changes">
          {item.changes.map((change, index) => (
            <Change key={index} change={change} />
          ))}
        </dl>
      )}
    </li>
  );
}

const namedFields = [
  'title',
  'description',
  'choices',
  'rateValues',
  'columns',
  'rows',
  'type',
  'visibleIf',
  'isRequired',
  'role',
  'dimension',
  'indicatorCode',
  'correctValue',
] as const;

/** A field of a question in words, with the value of the choice where it is one; others keep their SurveyJS name. */
function useFieldName(): (field: string) => string {
  const t = useTexts();
  return (field) => {
    const [list = '', ...value] = field.split('.');
    const named = namedFields.find((each) => each === list);
    return [named ? t(`field.${named}`) : list, ...value].join(' ');
  };
}

function Change({ change }: { change: ItemChange }) {
  const t = useTexts();
  const localized = useLocalized();
  const nameOf = useFieldName();
  if (change.kind === 'moved') return <dt>{t('kind.moved', { from: change.from, to: change.to })}</dt>;
  if (change.kind === 'section') {
    const [from, to] = [localized(change.before), localized(change.after)];
    return <dt>{t('kind.section', { from: from || t('noneValue'), to: to || t('noneValue') })}</dt>;
  }
  if (change.kind === 'wording') {
    return (
      <>
        <dt>{t('kind.wording', { field: nameOf(change.field), language: t(change.language) })}</dt>
        <dd lang={change.language === 'zh' ? 'zh-CN' : 'en'}>
          <Words words={change.words} />
        </dd>
      </>
    );
  }
  return (
    <>
      <dt>{t(`kind.${change.kind}`, { field: nameOf(change.field) })}</dt>
      <dd>
        <Values before={change.before} after={change.after} />
      </dd>
    </>
  );
}

/** Deleted words struck through, new ones underlined: readable without colour, and read out as such. */
function Words({ words }: { words: WordChange[] }) {
  return words.map(({ op, text }, index) =>
    op === 'removed' ? (
      <del key={index}>{text}</del>
    ) : op === 'added' ? (
      <ins key={index}>{text}</ins>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}

function Values({ before, after }: { before: string | null; after: string | null }) {
  const t = useTexts();
  const shown = (value: string | null) =>
    value === null ? t('noneValue') : value === 'true' ? t('yes') : value;
  return (
    <>
      <del>{shown(before)}</del> → <ins>{shown(after)}</ins>
    </>
  );
}
