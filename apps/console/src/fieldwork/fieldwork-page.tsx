import { Button, Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { PageHeader } from '../components';
import { usePerson } from '../session/requests';
import { CodesPart } from './codes-part';
import { FramePart } from './frame-part';
import { ReachPart } from './reach-part';
import { ProgressPart } from './progress-part';
import { SamplePart } from './sample-part';
import { useTexts } from './texts';

/** What only the agency does; others would find empty pages. */
const agencyAlone = ['frame', 'codes', 'reach'];

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const person = usePerson();
  // The open part stands in the address, so that a link or a reload finds it again.
  const [search, setSearch] = useSearchParams();
  const asked = search.get('part') ?? 'progress';
  const isAgency = person.role === 'agency';
  const parts = [
    { key: 'progress', label: t('progress'), children: <ProgressPart cycleId={cycleId} /> },
    { key: 'frame', label: t('frame'), children: <FramePart cycleId={cycleId} /> },
    { key: 'sample', label: t('sample'), children: <SamplePart cycleId={cycleId} /> },
    { key: 'codes', label: t('codes'), children: <CodesPart cycleId={cycleId} /> },
    { key: 'reach', label: t('reach'), children: <ReachPart cycleId={cycleId} /> },
  ].filter(({ key }) => isAgency || !agencyAlone.includes(key));
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          isAgency && (
            <Link to={`/cycles/${cycleId}/entry`}>
              <Button>{t('enterPaper')}</Button>
            </Link>
          )
        }
      />
      <Tabs
        activeKey={parts.some(({ key }) => key === asked) ? asked : 'progress'}
        onChange={(part) => setSearch({ part }, { replace: true })}
        items={parts}
      />
    </>
  );
}
