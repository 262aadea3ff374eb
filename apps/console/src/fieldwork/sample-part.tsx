import { Button } from 'antd';
import { useState } from 'react';
import type { Sample } from '@mingjian/contract/distribution';
import { EmptyState, Facts, HashText, QueryView } from '../components';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { apiPath } from '../wire';
import { PlanForm } from './plan-form';
import { useSample } from './requests';
import { SampleOutline } from './sample-outline';
import { SampledSchools } from './sampled-schools';
import { useTexts } from './texts';

export function SamplePart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const person = usePerson();
  const query = useSample(cycleId);
  return (
    <QueryView query={query}>
      {(drawn) =>
        drawn ? (
          <Drawn drawn={drawn} />
        ) : person.role === 'agency' ? (
          <div className="stack">
            <EmptyState title={t('notDrawn')} next={t('notDrawnAgency')} />
            <PlanForm cycleId={cycleId} />
          </div>
        ) : (
          <EmptyState title={t('notDrawn')} next={t('notDrawnOffice')} />
        )
      }
    </QueryView>
  );
}

function Drawn({ drawn }: { drawn: Sample }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const language = useLanguage();
  const person = usePerson();
  // As it was looked at: whoever draws again replaces this one, and none that came since.
  const [replaced, setReplaced] = useState<Sample | null>(null);
  if (replaced)
    return (
      <div className="stack">
        <PlanForm cycleId={drawn.cycleId} before={replaced} onLeave={() => setReplaced(null)} />
      </div>
    );
  return (
    <div className="stack">
      <Facts
        items={[
          [t('drawnAt'), formats.moment(drawn.drawnAt)],
          [t('drawnBy'), drawn.drawnBy],
          [t('selection'), t(`selection.${drawn.plan.selection}`)],
          [t('allocation'), t(`allocation.${drawn.plan.allocation.rule}`)],
          [t('seed'), String(drawn.plan.seed)],
          [
            t('grades'),
            drawn.plan.grades.map((each) => `${common(`stage.${each.stage}`)} ${each.grade}`).join(' · '),
          ],
          [t('planHash'), <HashText key="plan" hash={drawn.planHash} />],
          [t('frameHash'), <HashText key="frame" hash={drawn.frameHash} />],
        ]}
      />
      <p>
        <a href={apiPath(`/cycles/${drawn.cycleId}/sample/report.pdf`, { lang: language })} download>
          {t('samplingReport')}
        </a>
      </p>
      {person.role === 'agency' && !drawn.inUse && (
        <Button onClick={() => setReplaced(drawn)}>{t('drawAgain')}</Button>
      )}
      <SampleOutline outline={drawn} />
      <SampledSchools cycleId={drawn.cycleId} />
    </div>
  );
}
