import { Button } from 'antd';
import { useState } from 'react';
import type { WeightingPlan } from '@mingjian/contract/aggregation';
import { EmptyState, Facts, HashText, QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { PlanForm } from './plan-form';
import { useWeightingPlan } from './requests';
import { useTexts } from './texts';

export function PlanPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const person = usePerson();
  const query = useWeightingPlan(cycleId);
  const [editing, setEditing] = useState(false);
  return (
    <QueryView query={query}>
      {(stored) => {
        if (person.role === 'agency' && (editing || !stored)) {
          return (
            <div className="stack">
              {!stored && <EmptyState title={t('planNone')} next={t('planAbout')} />}
              <PlanForm cycleId={cycleId} plan={stored?.plan ?? null} onSaved={() => setEditing(false)} />
            </div>
          );
        }
        if (!stored) return <EmptyState title={t('planNone')} next={t('planNoneOther')} />;
        return (
          <Section
            title={t('plan')}
            about={t('planAbout')}
            actions={
              person.role === 'agency' && <Button onClick={() => setEditing(true)}>{t('planEdit')}</Button>
            }
          >
            <PlanFacts plan={stored.plan} hash={stored.hash} />
          </Section>
        );
      }}
    </QueryView>
  );
}

function PlanFacts({ plan, hash }: { plan: WeightingPlan; hash: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const screens = plan.screens;
  return (
    <Facts
      items={[
        [t('nonresponseClass'), t(`class.${plan.nonresponseClass}`)],
        [t('minimumCell'), formats.number(plan.minimumCell)],
        [
          `${t('trimLower')} / ${t('trimUpper')}`,
          `${plan.trim.lower} / ${plan.trim.upper} ${t('unitMedian')}`,
        ],
        [t('suppressBelow'), formats.number(plan.suppressBelow)],
        [t('cuts'), plan.cuts.map((cut) => t(`cut.${cut}`)).join(' · ') || t('cut.')],
        [
          t('screens'),
          <ul key="screens" className="plain">
            {screens.attention && <li>{t('attention')}</li>}
            <li>
              {t('millisecondsPerItem')} {formats.number(screens.millisecondsPerItem)} {t('unitMs')}
            </li>
            {screens.straightLining && <li>{t('straightLining')}</li>}
            <li>
              {t('notApplicableShare')} {formats.percent(screens.notApplicableShare)}
            </li>
          </ul>,
        ],
        [
          t('margins'),
          <ul key="margins" className="plain">
            {plan.margins.map((margin) => (
              <li key={`${margin.audience}-${margin.variable}`}>
                {common(`audience.${margin.audience}`)} · {margin.variable}: {margin.categories.join(' – ')}
              </li>
            ))}
          </ul>,
        ],
        [t('hash'), <HashText key="hash" hash={hash} />],
      ]}
    />
  );
}
