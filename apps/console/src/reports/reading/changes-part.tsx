import { Select, Tag } from 'antd';
import { useState } from 'react';
import type { ReportChange, ReportDetail } from '@mingjian/contract/reports';
import { EmptyState, QueryView, Section } from '../../components';
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
  if (against === undefined) return <EmptyState title={t('changesFirst')} next="" />;
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
            <ol className="changes">
              {changes.map((change) => (
                <Change key={change.blockId} change={change} />
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  );
}

function Change({ change }: { change: ReportChange }) {
  const t = useReadingTexts();
  return (
    <li>
      <p>
        <Tag>{t(`kind.${change.kind}`)}</Tag> <strong>{change.title}</strong>{' '}
        <span className="hint">{t(`change.${change.change}`)}</span>
      </p>
      <div className="change-sides">
        <Side title={t('before')} lines={change.before} kind="del" />
        <Side title={t('after')} lines={change.after} kind="ins" />
      </div>
    </li>
  );
}

function Side({ title, lines, kind: Kind }: { title: string; lines: string[]; kind: 'del' | 'ins' }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="hint">{title}</p>
      {lines.map((line, index) => (
        <p key={index}>
          <Kind>{line}</Kind>
        </p>
      ))}
    </div>
  );
}
