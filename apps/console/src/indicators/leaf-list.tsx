import { Button } from 'antd';
import type { IndicatorSheet } from '@mingjian/contract/indicators';
import { type Column, DataTable } from '../components';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';
import { LeafValue, VerdictMark } from './leaf-value';
import { type Leaf, parentCode, verdictOf } from './leaves';
import { useTexts } from './texts';
import { unitText } from './unit-text';
import { thresholdText } from './threshold-text';

export function LeafList(props: {
  sheet: IndicatorSheet;
  leaves: Leaf[];
  onEdit: ((leaf: Leaf) => void) | null;
}) {
  const t = useTexts();
  const common = useCommon();
  const language = useLanguage();
  const named = (code: string) => {
    const found = props.sheet.indicators.find((each) => each.code === code);
    return found ? (language === 'en' ? found.nameEn : found.nameZh) : code;
  };
  const verdictWord = (leaf: Leaf) => {
    const verdict = verdictOf(leaf);
    return verdict === 'missing' ? t('notFiled') : t(`meets.${verdict}`);
  };
  const value = (key: 'now' | 'before', year: number): Column<Leaf> => ({
    key,
    title: t('value', { year }),
    value: (row) => row[key]?.grade ?? row[key]?.value ?? null,
    show: (row) => <LeafValue value={row[key]} />,
    numeric: true,
  });
  const columns: Column<Leaf>[] = [
    { key: 'code', title: t('code'), value: (row) => row.indicator.code, width: 80 },
    { key: 'name', wrap: true, title: t('name'), value: (row) => named(row.indicator.code) },
    {
      key: 'level1',
      title: t('level1'),
      value: (row) => named(parentCode(parentCode(row.indicator.code))),
      show: (row) => parentCode(parentCode(row.indicator.code)),
      filter: true,
      width: 110,
    },
    { key: 'stage', title: t('stage'), value: (row) => row.stagePrefix || t('wholeCounty'), filter: true },
    { key: 'unit', title: t('unit'), value: (row) => unitText(row.indicator.unit, language) },
    {
      key: 'threshold',
      wrap: true,
      title: t('threshold'),
      value: (row) => thresholdText(row.indicator.threshold, language),
    },
    value('before', props.sheet.year - 1),
    value('now', props.sheet.year),
    {
      key: 'meets',
      title: t('meets'),
      value: verdictWord,
      show: (row) => <VerdictMark verdict={verdictOf(row)} />,
      filter: true,
    },
  ];
  const { onEdit } = props;
  if (onEdit) {
    columns.push({
      key: 'edit',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) => (
        <Button size="small" onClick={() => onEdit(row)}>
          {t('edit')}
        </Button>
      ),
    });
  }
  return (
    <DataTable
      label={t('list')}
      rows={props.leaves}
      columns={columns}
      rowKey={(row) => `${row.indicator.code}-${row.stagePrefix}`}
      fileName="indicators"
      pageSize={100}
    />
  );
}
