import { Alert, App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SurveyDetail, SurveyStatus } from '@mingjian/contract/surveys';
import { useCommon } from '../../language/common';
import { usePerson } from '../../session/requests';
import { useTexts } from './texts';

/** States in which a saved change takes back what colleagues have done. */
const guarded: readonly SurveyStatus[] = ['inReview', 'approved', 'published'];

/** Shows the survey, and lets it be edited: at once while it is written, after a warning once it is in review. */
export function EditGate(props: { survey: SurveyDetail; shown: ReactNode; children: ReactNode }) {
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const { modal } = App.useApp();
  const { status } = props.survey;
  const [unlocked, setUnlocked] = useState<SurveyStatus | null>(null);
  if (person.role !== 'agency') return props.shown;
  if (status === 'draft' || status === 'changesAsked' || unlocked === status) return props.children;
  if (!guarded.includes(status)) return props.shown;
  const unlock = () =>
    void modal.confirm({
      title: t('editAsk'),
      content: t('editMore'),
      okText: t('edit'),
      cancelText: common('cancel'),
      onOk: () => setUnlocked(status),
    });
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={status === 'inReview' ? t('editReview') : t(`next.${status as 'approved' | 'published'}`)}
        action={<Button onClick={unlock}>{t('edit')}</Button>}
      />
      {props.shown}
    </>
  );
}
