import { Alert, App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import type { CodeSheet } from '@mingjian/contract/distribution';
import type { Audience } from '@mingjian/contract/surveys';
import { type Column, DataTable, download, EmptyState, QueryView, Section } from '../components';
import { csvText } from '../components/csv';
import { useCounties, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useSurveys } from '../surveys/requests';
import { useAction } from '../wire';
import { issueCodes } from './requests';
import { saveSlips } from './channel-requests';
import { useTexts } from './texts';

interface Issued {
  countyCode: string;
  audience: Audience;
  sheets: CodeSheet[];
}

export function CodesPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const surveys = useSurveys(cycleId);
  const counties = useCounties();
  const countyName = useCountyName();
  const { modal } = App.useApp();
  const [surveyId, setSurveyId] = useState<string>();
  const [countyCode, setCountyCode] = useState<string>();
  const [issued, setIssued] = useState<Issued | null>(null);
  const published = (surveys.data ?? []).filter((each) => each.publishedVersion !== null);
  // Opening a survey fixes its keys, after which no more codes can be made.
  const ready = published.filter((each) => each.status === 'published');
  const survey = ready.find((each) => each.id === surveyId);
  const issue = useAction(issueCodes, { refresh: [['cycle', cycleId, 'progress']] });

  const ask = () => {
    if (!survey || !countyCode) return;
    const audience = survey.audience;
    void modal.confirm({
      title: t('issueAsk', { county: countyName(countyCode), audience: common(`audience.${audience}`) }),
      content: t('issueAskMore'),
      okText: t('issue'),
      cancelText: common('cancel'),
      onOk: () => issue.run({ surveyId: survey.id, countyCode }),
    });
  };
  useEffect(() => {
    const sheets = issue.data?.sheets;
    const input = issue.variables;
    const audience = published.find((each) => each.id === input?.surveyId)?.audience;
    if (sheets && input && audience) setIssued({ countyCode: input.countyCode, audience, sheets });
    // Only a new reply brings new codes.
  }, [issue.data]);

  return (
    <QueryView query={surveys}>
      {() => (
        <div className="stack">
          {published.length === 0 ? (
            <EmptyState title={t('issueFirst')} />
          ) : ready.length === 0 ? (
            !issued && <EmptyState title={t('issueOver')} next={t('issueOverNext')} />
          ) : (
            <Section title={t('issue')} about={t('codesAbout')}>
              <div className="filter-line">
                <Select
                  aria-label={common('audience')}
                  placeholder={common('audience')}
                  value={surveyId}
                  onChange={setSurveyId}
                  options={ready.map((each) => ({
                    value: each.id,
                    label: common(`audience.${each.audience}`),
                  }))}
                />
                <Select
                  aria-label={common('county')}
                  placeholder={common('county')}
                  value={countyCode}
                  onChange={setCountyCode}
                  options={(counties.data ?? []).map((each) => ({
                    value: each.code,
                    label: countyName(each.code),
                  }))}
                />
                <Button
                  type="primary"
                  disabled={!survey || !countyCode}
                  loading={issue.isPending}
                  onClick={ask}
                >
                  {t('issue')}
                </Button>
              </div>
            </Section>
          )}
          {issued && <IssuedCodes issued={issued} />}
        </div>
      )}
    </QueryView>
  );
}

function IssuedCodes({ issued }: { issued: Issued }) {
  const t = useTexts();
  const common = useCommon();
  const countyName = useCountyName();
  const { modal } = App.useApp();
  const [kept, setKept] = useState(false);
  const place = countyName(issued.countyCode);
  const group = common(`audience.${issued.audience}`);
  const total = issued.sheets.reduce((sum, sheet) => sum + sheet.slips.length, 0);

  // Codes exist in clear only here: leaving without keeping them loses them.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return !kept && currentLocation.pathname !== nextLocation.pathname;
  });
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void modal.confirm({
      title: t('leaveAsk'),
      content: t('leaveAskMore'),
      okText: t('leave'),
      cancelText: t('stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker.state]);
  useEffect(() => {
    if (kept) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [kept]);

  const save = () => {
    const lines = issued.sheets.flatMap((sheet) =>
      sheet.slips.map((slip) => [sheet.schoolName, sheet.className ?? '', slip.code, slip.link]),
    );
    const head = [t('school'), t('class'), t('codes'), 'URL'];
    download(
      `codes-${issued.countyCode}-${issued.audience}.csv`,
      csvText([head, ...lines]),
      'text/csv;charset=utf-8',
    );
    setKept(true);
  };
  const pdf = useAction(saveSlips, { onDone: () => setKept(true) });
  const print = (sheets: CodeSheet[], name: string) => {
    const surveyId = sheets[0]?.surveyId;
    if (surveyId === undefined) return;
    const cells = sheets.map(({ cellId, slips }) => ({ cellId, codes: slips.map(({ code }) => code) }));
    pdf.run({ surveyId, cells, name });
  };
  const columns: Column<CodeSheet>[] = [
    { key: 'school', wrap: true, title: t('school'), value: (row) => row.schoolName, filter: true },
    { key: 'class', title: t('class'), value: (row) => row.className ?? t('respondents') },
    { key: 'slips', title: t('slipCount'), value: (row) => row.slips.length, numeric: true },
    {
      key: 'print',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => (
        <Button size="small" onClick={() => print([row], `${row.schoolName}-${row.className ?? group}`)}>
          {t('printOne')}
        </Button>
      ),
    },
  ];
  return (
    <Section
      title={t('slips')}
      about={t('slipsAbout', { county: place, audience: group, sheets: issued.sheets.length, n: total })}
      actions={
        <>
          <Button onClick={save}>{t('saveCsv')}</Button>
          <Button
            type="primary"
            loading={pdf.isPending}
            onClick={() => print(issued.sheets, `${place}-${group}`)}
          >
            {t('savePdf')}
          </Button>
        </>
      }
    >
      <Alert type="warning" showIcon title={t('onceNotice')} />
      <DataTable
        label={t('slips')}
        rows={issued.sheets}
        columns={columns}
        rowKey={(row) => row.cellId}
        fileName={`code-sheets-${issued.countyCode}`}
      />
    </Section>
  );
}
