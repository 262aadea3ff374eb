import type { Run } from '@mingjian/contract/aggregation';
import { StatusMark } from '../components';
import { useTexts } from './texts';

const marks = { queued: 'pending', running: 'busy', completed: 'done', failed: 'late' } as const;

export function RunStatus({ status }: { status: Run['status'] }) {
  const t = useTexts();
  return <StatusMark mark={marks[status]}>{t(`status.${status}`)}</StatusMark>;
}
