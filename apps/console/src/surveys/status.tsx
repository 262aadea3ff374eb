import type { Survey } from '@mingjian/contract/surveys';
import { StatusMark } from '../components';
import { useTexts } from './texts';

const marks = {
  draft: 'waiting',
  inReview: 'pending',
  changesAsked: 'late',
  approved: 'done',
  published: 'pending',
  open: 'active',
  paused: 'pending',
  closed: 'stopped',
} as const;

export function SurveyStatus({ status }: { status: Survey['status'] }) {
  const t = useTexts();
  return <StatusMark mark={marks[status]}>{t(`status.${status}`)}</StatusMark>;
}
