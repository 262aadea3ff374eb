import { Tabs } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { PageHeader } from '../components';
import { CodesPart } from './codes-part';
import { FramePart } from './frame-part';
import { ReachPart } from './reach-part';
import { ProgressPart } from './progress-part';
import { SamplePart } from './sample-part';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  // The open part stands in the address, so that a link or a reload finds it again.
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <Tabs
        activeKey={search.get('part') ?? 'progress'}
        onChange={(part) => setSearch({ part }, { replace: true })}
        items={[
          { key: 'progress', label: t('progress'), children: <ProgressPart cycleId={cycleId} /> },
          { key: 'frame', label: t('frame'), children: <FramePart cycleId={cycleId} /> },
          { key: 'sample', label: t('sample'), children: <SamplePart cycleId={cycleId} /> },
          { key: 'codes', label: t('codes'), children: <CodesPart cycleId={cycleId} /> },
          { key: 'reach', label: t('reach'), children: <ReachPart cycleId={cycleId} /> },
        ]}
      />
    </>
  );
}
