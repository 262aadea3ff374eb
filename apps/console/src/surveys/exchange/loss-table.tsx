import type { Loss } from '@mingjian/contract/surveys';
import { type Column, DataTable } from '../../components';
import { useLocalized } from '../../language';
import { useTexts } from './texts';

/** What another format has and ours has not, or the reverse, item by item. */
export function LossTable({ losses, fileName }: { losses: Loss[]; fileName: string }) {
  const t = useTexts();
  const localized = useLocalized();
  const columns: Column<Loss>[] = [
    { key: 'item', title: t('item'), value: (row) => row.item || t('wholeSurvey'), filter: true },
    { key: 'field', title: t('field'), value: (row) => row.field, filter: true },
    { key: 'value', title: t('value'), value: (row) => row.value, wrap: true },
    { key: 'reason', title: t('reason'), value: (row) => localized(row.reason), wrap: true, filter: true },
  ];
  return (
    <DataTable
      label={t('lost')}
      rows={losses}
      columns={columns}
      rowKey={(row) => `${row.item}|${row.field}|${row.value}|${row.reason.en}`}
      fileName={fileName}
    />
  );
}
