import type { ReportStatus as Status } from '@mingjian/contract/reports';
import { StatusMark } from '../components';
import { useTexts } from './texts';

const marks = { draft: 'waiting', submitted: 'pending', returned: 'late', accepted: 'done' } as const;

export function ReportStatus({ status }: { status: Status }) {
  const t = useTexts();
  return <StatusMark mark={marks[status]}>{t(`status.${status}`)}</StatusMark>;
}
