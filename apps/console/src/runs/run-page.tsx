import { Alert, Progress, Tabs } from 'antd';
import { useParams } from 'react-router';
import type { Run } from '@mingjian/contract/aggregation';
import { audience } from '@mingjian/contract/surveys';
import {
  EmptyState,
  Facts,
  HashText,
  type Mark,
  PageHeader,
  QueryView,
  Section,
  StatusMark,
} from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { Diagnostics } from './diagnostics';
import { ExportsPart } from './exports-part';
import { useExportTexts } from './exports-texts';
import { useResults, useRun } from './requests';
import { OpenLinkTable } from './open-link-table';
import { ResultsTable } from './results-table';
import { RunStatus } from './run-status';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '', runId = '' } = useParams();
  const t = useTexts();
  const query = useRun(runId);
  return (
    <>
      <PageHeader
        title={query.data ? t('run', { n: query.data.number }) : t('runs')}
        back={{ to: `/cycles/${cycleId}/runs`, label: t('toRuns') }}
      />
      <QueryView query={query}>{(run) => <Detail run={run} />}</QueryView>
    </>
  );
}

function Detail({ run }: { run: Run }) {
  const t = useTexts();
  const formats = useFormats();
  const common = useCommon();
  const exports = useExportTexts();
  const finished = run.status === 'completed';
  return (
    <>
      <Facts
        items={[
          [common('status'), <RunStatus key="status" status={run.status} />],
          [t('answers'), formats.number(run.watermark.answers)],
          [t('startedAt'), formats.moment(run.startedAt)],
          [t('finishedAt'), formats.moment(run.finishedAt)],
          [t('reportsDone'), `${run.reports.done} / ${run.reports.of}`],
          [t('resultHash'), run.resultHash ? <HashText key="hash" hash={run.resultHash} /> : '—'],
        ]}
      />
      {run.status === 'failed' && <Alert type="error" showIcon title={t('runFailed')} role="alert" />}
      {finished || run.resultHash ? (
        <Tabs
          items={[
            { key: 'results', label: t('results'), children: <Results run={run} show="results" /> },
            { key: 'weights', label: t('diagnostics'), children: <Results run={run} show="weights" /> },
            { key: 'exports', label: exports('title'), children: <ExportsPart run={run} /> },
            { key: 'progress', label: t('progress'), children: <Parts run={run} /> },
          ]}
        />
      ) : (
        <Parts run={run} />
      )}
    </>
  );
}

function Results({ run, show }: { run: Run; show: 'results' | 'weights' }) {
  const t = useTexts();
  const query = useResults(run.id, true);
  return (
    <QueryView query={query} rows={10}>
      {(results) =>
        results.length === 0 ? (
          <EmptyState title={t('resultsWait')} />
        ) : show === 'results' ? (
          <div className="stack">
            <ResultsTable results={results} cycleId={run.cycleId} />
            <OpenLinkTable results={results} />
          </div>
        ) : (
          <Diagnostics results={results} />
        )
      }
    </QueryView>
  );
}

const marks: Record<Run['parts'][number]['step'], Mark> = {
  queued: 'waiting',
  screen: 'busy',
  tabulate: 'busy',
  weight: 'busy',
  estimate: 'busy',
  suppress: 'busy',
  done: 'done',
  failed: 'late',
};

/** Counties × audiences, each with the step it is at. */
function Parts({ run }: { run: Run }) {
  const t = useTexts();
  const common = useCommon();
  const countyName = useCountyName();
  const counties = [...new Set(run.parts.map((part) => part.countyCode))];
  const audiences = audience.options.filter((each) => run.parts.some((part) => part.audience === each));
  const done = run.parts.filter((part) => part.step === 'done').length;
  return (
    <Section title={t('progress')} about={t('progressAbout')}>
      <div className="run-progress" role="status" aria-live="polite">
        <Progress
          percent={run.parts.length > 0 ? Math.round((done / run.parts.length) * 100) : 0}
          showInfo={false}
          aria-label={t('progress')}
        />
        <span>{t('partsDone', { done, of: run.parts.length })}</span>
      </div>
      <div className="table-scroll" role="group" aria-label={t('progress')} tabIndex={0}>
        <table className="board run-parts">
          <thead>
            <tr>
              <th scope="col">{common('county')}</th>
              {audiences.map((each) => (
                <th key={each} scope="col">
                  {common(`audience.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counties.map((code) => (
              <tr key={code}>
                <th scope="row">{countyName(code)}</th>
                {audiences.map((each) => {
                  const part = run.parts.find((one) => one.countyCode === code && one.audience === each);
                  return (
                    <td key={each}>
                      {part && <StatusMark mark={marks[part.step]}>{t(`step.${part.step}`)}</StatusMark>}
                      {part?.error && <small className="part-error">{part.error}</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
