import { Button, Select, Switch } from 'antd';
import { useState } from 'react';
import type { ItemMapping, SurveyDetail, VersionSummary } from '@mingjian/contract/surveys';
import { type Column, DataTable, EmptyState, HashText, QueryView, Section } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useFormats } from '../../language/formats';
import { useTexts as useSurveyTexts } from '../texts';
import { DiffView } from './diff-view';
import { IndicatorChangesPart } from './indicator-changes-part';
import { useDiff, useEarlierVersions, useVersion, useVersions } from './requests';
import { useTexts } from './texts';

/** Every published version, one of them in full, and the comparison of two. */
export function VersionsPanel({ survey }: { survey: SurveyDetail }) {
  const versions = useVersions(survey.id);
  const earlier = useEarlierVersions(survey.cycleId);
  return (
    <QueryView query={versions}>
      {(own) => {
        const older = (earlier.data ?? []).filter(({ audience }) => audience === survey.audience);
        return (
          <div className="version-parts">
            {survey.copiedFrom !== null && <IndicatorChangesPart surveyId={survey.id} />}
            <VersionList versions={own} audience={survey.audience} />
            {own.length + older.length > 0 && <Comparison survey={survey} versions={[...own, ...older]} />}
          </div>
        );
      }}
    </QueryView>
  );
}

function VersionList({ versions, audience }: { versions: VersionSummary[]; audience: string }) {
  const t = useTexts();
  const common = useCommon();
  const surveys = useSurveyTexts();
  const formats = useFormats();
  const [shown, setShown] = useState<string | null>(null);
  const columns: Column<VersionSummary>[] = [
    {
      key: 'number',
      title: surveys('version'),
      value: (row) => row.number,
      show: (row) => t('number', { n: row.number }),
    },
    {
      key: 'at',
      title: surveys('publishedAt'),
      value: (row) => row.publishedAt,
      show: (row) => formats.moment(row.publishedAt),
    },
    { key: 'by', title: t('publishedBy'), value: (row) => row.publishedBy },
    { key: 'approved', title: t('approvedBy'), value: (row) => row.approvedBy },
    { key: 'items', title: surveys('itemCount'), value: (row) => row.items, numeric: true },
    {
      key: 'hash',
      title: common('hash'),
      value: (row) => row.hash,
      show: (row) => <HashText hash={row.hash} />,
    },
    {
      key: 'look',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => <Button onClick={() => setShown(row.id)}>{t('look')}</Button>,
    },
  ];
  return (
    <Section
      title={t('versions')}
      about={t('about')}
      actions={shown !== null && <Button onClick={() => setShown(null)}>{t('back')}</Button>}
    >
      {shown === null ? (
        <DataTable
          label={t('versions')}
          rows={versions}
          columns={columns}
          rowKey={(row) => row.id}
          fileName={`versions-${audience}`}
          empty={<EmptyState title={t('none')} next={t('noneNext')} />}
        />
      ) : (
        <VersionContent versionId={shown} />
      )}
    </Section>
  );
}

function VersionContent({ versionId }: { versionId: string }) {
  const surveys = useSurveyTexts();
  const common = useCommon();
  const localized = useLocalized();
  const version = useVersion(versionId);
  const columns: Column<ItemMapping>[] = [
    { key: 'code', title: surveys('code'), value: (row) => row.code },
    { key: 'text', title: surveys('text'), value: (row) => localized(row.text), wrap: true },
    { key: 'role', title: surveys('role'), value: (row) => surveys(`role.${row.role}`), filter: true },
    {
      key: 'dimension',
      title: surveys('dimension'),
      value: (row) => (row.dimension ? common(`dimension.${row.dimension}`) : null),
      filter: true,
    },
    { key: 'indicator', title: surveys('indicator'), value: (row) => row.indicatorCode },
  ];
  return (
    <QueryView query={version}>
      {(data) => (
        <DataTable
          label={localized(data.title)}
          rows={data.items}
          columns={columns}
          rowKey={(row) => row.code}
          fileName={`version-${data.number}`}
          pageSize={100}
        />
      )}
    </QueryView>
  );
}

const CURRENT = '';

function Comparison({ survey, versions }: { survey: SurveyDetail; versions: VersionSummary[] }) {
  const t = useTexts();
  const [from, setFrom] = useState(survey.copiedFrom ?? versions[0]?.id ?? '');
  const [to, setTo] = useState(CURRENT);
  const [changedOnly, setChangedOnly] = useState(true);
  const diff = useDiff(survey.id, from, to === CURRENT ? null : to);
  const options = versions.map(({ id, year, number }) => ({
    value: id,
    label: t('ofYear', { year, n: number }),
  }));
  return (
    <Section title={t('compare')} about={t('compareAbout')}>
      <div className="diff-choice">
        <label>
          {t('from')} <Select aria-label={t('from')} value={from} options={options} onChange={setFrom} />
        </label>
        <label>
          {t('to')}{' '}
          <Select
            aria-label={t('to')}
            value={to}
            options={[{ value: CURRENT, label: t('current') }, ...options]}
            onChange={setTo}
          />
        </label>
        <label className="switch-line">
          <Switch size="small" checked={changedOnly} onChange={setChangedOnly} /> {t('changedOnly')}
        </label>
      </div>
      <QueryView query={diff}>{(data) => <DiffView diff={data} changedOnly={changedOnly} />}</QueryView>
    </Section>
  );
}
