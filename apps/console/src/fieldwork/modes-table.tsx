import type { ModeCounts } from '@mingjian/contract/responses';
import { type Column, DataTable, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useTexts } from './texts';

const modes = ['online', 'open', 'paper', 'assisted'] as const;

/** 作答方式: how many answers came by which way. */
export function ModesTable(props: { modes: ModeCounts[] }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const columns: Column<ModeCounts>[] = [
    { key: 'audience', title: common('audience'), value: (row) => common(`audience.${row.audience}`) },
    ...modes.map((mode): Column<ModeCounts> => ({
      key: mode,
      title: t(`mode.${mode}`),
      unit: t('people'),
      value: (row) => row[mode],
      show: (row) => formats.number(row[mode]),
      numeric: true,
    })),
  ];
  if (props.modes.length === 0) return null;
  return (
    <Section title={t('modes')} about={t('modesAbout')}>
      <DataTable
        label={t('modes')}
        rows={props.modes}
        columns={columns}
        rowKey={(row) => row.audience}
        fileName="answers-by-mode"
      />
    </Section>
  );
}
