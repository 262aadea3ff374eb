import { Select, Tag } from 'antd';
import { useState } from 'react';
import type { ReadChange, ReportDetail } from '@mingjian/contract/reports';
import { EmptyState, QueryView, Section } from '../../components';
import { useLanguage } from '../../language';
import { useTexts } from '../texts';
import { useChanges } from '../requests';
import { useReadingTexts } from './texts';

/** What differs between this version and another of the same county, in place. */
export function ChangesPart({ report }: { report: ReportDetail }) {
  const t = useReadingTexts();
  const texts = useTexts();
  const others = report.versions.filter(({ id }) => id !== report.id);
  const earlier = others.find(({ version }) => version < report.version) ?? others[0];
  const [against, setAgainst] = useState(earlier?.id);
  const query = useChanges(report, against);
  if (against === undefined) return <EmptyState title={t('changesFirst')} />;
  const version = others.find(({ id }) => id === against)?.version ?? 0;
  return (
    <Section
      title={t('changes', { n: version })}
      actions={
        <Select
          aria-label={t('compareWith')}
          value={against}
          onChange={setAgainst}
          options={others.map((each) => ({
            value: each.id,
            label: texts('versionNumber', { n: each.version }),
          }))}
        />
      }
    >
      <QueryView query={query}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p>{t('changesNone', { n: version })}</p>
          ) : (
            <>
              <p className="hint">
                <del>{t('before')}</del> <ins>{t('after')}</ins>
              </p>
              <ol className="changes">
                {changes.map((change) => (
                  <Change key={change.blockId} change={change} />
                ))}
              </ol>
            </>
          )
        }
      </QueryView>
    </Section>
  );
}

function Change({ change }: { change: ReadChange }) {
  const t = useReadingTexts();
  const language = useLanguage();
  return (
    <li>
      <p>
        <Tag>{t(`kind.${change.kind}`)}</Tag> <strong>{change.title}</strong>{' '}
        <span className="hint">
          {t(`change.${change.change}`)}
          {change.language !== language &&
            ` · ${t(change.language === 'en' ? 'onlyEnglish' : 'onlyChinese')}`}
        </span>
      </p>
      {change.lines.map((words, line) => (
        <p key={line} className="change-line" lang={change.language}>
          {words.map(({ op, text }, at) => {
            const Kind = op === 'added' ? 'ins' : op === 'removed' ? 'del' : 'span';
            return <Kind key={at}>{text}</Kind>;
          })}
        </p>
      ))}
    </li>
  );
}
