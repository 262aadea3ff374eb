import { Tooltip } from 'antd';
import type { IndicatorValue } from '@mingjian/contract/indicators';
import { StatusMark } from '../components';
import { useTexts } from './texts';
import type { Verdict } from './leaves';

/** A filed value; where it comes from is told on hover and focus. */
export function LeafValue({ value }: { value: IndicatorValue | null }) {
  const t = useTexts();
  if (!value) return <span className="hint">{t('notFiled')}</span>;
  return (
    <Tooltip title={`${t(`tier.${value.sourceTier}`)} · ${value.evidence}`}>
      <span tabIndex={0} role="note">
        {value.grade ?? value.value}
      </span>
    </Tooltip>
  );
}

const marks = { yes: 'done', no: 'late', none: 'waiting', unknown: 'waiting', missing: 'pending' } as const;

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const t = useTexts();
  return (
    <StatusMark mark={marks[verdict]}>
      {verdict === 'missing' ? t('notFiled') : t(`meets.${verdict}`)}
    </StatusMark>
  );
}
