import { Alert } from 'antd';
import { useParams } from 'react-router';
import { PageHeader, QueryView } from '../components';
import { useCommon } from '../language/common';
import { usePerson } from '../session/requests';
import { useSurveys } from '../surveys/requests';
import { BeginForm } from './begin-form';
import './entry.css';
import { useKeptWork } from './kept-work';
import { PaperPart } from './paper-part';
import { useTexts } from './texts';
import { WaitingBatch } from './waiting-batch';

/** 双录: paper and dictated answers of people without a phone, keyed twice. */
export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const { paper, waiting, keeps, update } = useKeptWork(usePerson().userId);
  const surveys = useSurveys(cycleId);
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        back={{ to: `/cycles/${cycleId}/fieldwork`, label: common('back') }}
      />
      <div className="stack">
        {!keeps && <Alert type="warning" showIcon title={t('notKept')} />}
        {paper !== null && paper.stage !== 'code' ? (
          <PaperPart paper={paper} update={update} />
        ) : (
          <QueryView query={surveys}>
            {(list) => (
              <BeginForm
                surveys={list.filter(({ status }) => status === 'open')}
                begun={paper}
                update={update}
              />
            )}
          </QueryView>
        )}
        <WaitingBatch waiting={waiting} update={update} />
      </div>
    </>
  );
}
