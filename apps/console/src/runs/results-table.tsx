import { Segmented, Select, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { Estimate, Result } from '@mingjian/contract/aggregation';
import { area, stage } from '@mingjian/contract/registry';
import { dimension } from '@mingjian/contract/surveys';
import { type Column, DataTable, IntervalBar, Section } from '../components';
import { useCountyName } from '../cycles/requests';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { NO_NUMBER, useFormats } from '../language/formats';
import { useItemTexts } from './requests';
import { useTexts } from './texts';

interface Row {
  result: Result;
  estimate: Estimate;
}

/** Estimates with n, interval and design effect; a suppressed one is a dash that says why. */
export function ResultsTable({ results, cycleId }: { results: Result[]; cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const localized = useLocalized();
  const countyName = useCountyName();
  const items = useItemTexts(cycleId);
  const [county, setCounty] = useState('');
  const [audience, setAudience] = useState('');
  const [measure, setMeasure] = useState<Estimate['measure']>('index');
  const [scope, setScope] = useState<Estimate['scope']>('audience');
  const [cut, setCut] = useState<Estimate['cut']>('');
  const rows = useMemo(
    () =>
      results
        .filter(
          (each) =>
            (county === '' || each.countyCode === county) && (audience === '' || each.audience === audience),
        )
        .flatMap((result) =>
          result.estimates
            .filter((each) => each.measure === measure && each.scope === scope && each.cut === cut)
            .map((estimate): Row => ({ result, estimate })),
        ),
    [results, county, audience, measure, scope, cut],
  );
  const counties = [...new Set(results.map((each) => each.countyCode))];
  const audiences = [...new Set(results.map((each) => each.audience))];

  const subject = ({ estimate }: Row): string => {
    const known = dimension.safeParse(estimate.key);
    if (estimate.scope === 'dimension')
      return known.success ? common(`dimension.${known.data}`) : estimate.key;
    if (estimate.scope === 'audience') return t('scope.audience');
    const wording = items.get(estimate.key);
    return wording ? `${estimate.key} ${localized(wording)}` : estimate.key;
  };
  const group = ({ estimate }: Row): string => {
    const asStage = stage.safeParse(estimate.group);
    const asArea = area.safeParse(estimate.group);
    if (asStage.success) return common(`stage.${asStage.data}`);
    if (asArea.success) return common(`area.${asArea.data}`);
    return estimate.group;
  };
  const number = (key: 'estimate' | 'se' | 'n' | 'deff', decimals: number, unit?: string): Column<Row> => ({
    key,
    title: t(key),
    unit,
    numeric: true,
    value: (row) => row.estimate[key],
    show: (row) => (key === 'estimate' ? <Number row={row} /> : formats.number(row.estimate[key], decimals)),
  });
  const unit = measure === 'top2' ? '%' : undefined;
  const columns: Column<Row>[] = [
    { key: 'county', title: common('county'), value: (row) => countyName(row.result.countyCode) },
    { key: 'audience', title: common('audience'), value: (row) => common(`audience.${row.result.audience}`) },
    ...(scope === 'audience' ? [] : [{ key: 'subject', wrap: true, title: t('subject'), value: subject }]),
    ...(cut === '' ? [] : [{ key: 'group', title: t('cut'), value: group, filter: true }]),
    number('estimate', 1, unit),
    {
      key: 'interval',
      title: t('interval'),
      unit,
      value: (row) => (row.estimate.ci ? row.estimate.ci.join(' – ') : null),
      show: (row) => formats.interval(row.estimate.ci),
      numeric: true,
    },
    {
      key: 'bar',
      title: t('axis'),
      buttons: true,
      value: () => null,
      show: (row) => <IntervalBar estimate={row.estimate.estimate} ci={row.estimate.ci} />,
      width: 140,
    },
    number('n', 0),
    number('se', 2),
    number('deff', 2),
  ];
  return (
    <Section title={t('results')} about={t('resultsAbout')}>
      <div className="filter-line">
        <Select
          aria-label={common('county')}
          value={county}
          onChange={setCounty}
          options={[
            { value: '', label: t('allCounties') },
            ...counties.map((code) => ({ value: code, label: countyName(code) })),
          ]}
        />
        <Select
          aria-label={common('audience')}
          value={audience}
          onChange={setAudience}
          options={[
            { value: '', label: t('allAudiences') },
            ...audiences.map((each) => ({ value: each as string, label: common(`audience.${each}`) })),
          ]}
        />
        <Segmented
          aria-label={t('measure')}
          value={measure}
          onChange={setMeasure}
          options={(['index', 'top2'] as const).map((value) => ({ value, label: t(`measure.${value}`) }))}
        />
        <Segmented
          aria-label={t('scope')}
          value={scope}
          onChange={setScope}
          options={(['audience', 'dimension', 'item'] as const).map((value) => ({
            value,
            label: t(`scope.${value}`),
          }))}
        />
        <Segmented
          aria-label={t('cut')}
          value={cut}
          onChange={setCut}
          options={(['', 'stage', 'area'] as const).map((value) => ({ value, label: t(`cut.${value}`) }))}
        />
      </div>
      <DataTable
        label={t('results')}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${row.result.id}-${row.estimate.id}`}
        fileName="results"
        pageSize={50}
      />
    </Section>
  );
}

function Number({ row: { estimate } }: { row: Row }) {
  const t = useTexts();
  const formats = useFormats();
  if (estimate.estimate !== null) return <strong>{formats.number(estimate.estimate, 1)}</strong>;
  const why = estimate.suppressed ? t('suppressedMore') : (estimate.reason ?? '');
  return (
    <Tooltip title={why}>
      <span tabIndex={0} aria-label={`${t('suppressed')}: ${why}`} role="note">
        {NO_NUMBER}
      </span>
    </Tooltip>
  );
}
