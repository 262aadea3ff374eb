import { Timeline } from 'antd';
import type { ReportDetail } from '@mingjian/contract/reports';
import { Section } from '../components';
import { useFormats } from '../language/formats';
import { useTexts } from './texts';

type Step = ReportDetail['history'][number];

function stepOf({ from, to, reason }: Step) {
  if (to !== 'draft') return `step.${to}` as const;
  if (from !== null) return 'step.recomposed';
  return reason === null ? 'step.composed' : 'step.corrected';
}

export function History({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Section title={t('history')}>
      <Timeline
        items={report.history.map((step) => ({
          color: step.to === 'returned' ? 'red' : step.to === 'accepted' ? 'green' : 'blue',
          content: (
            <>
              <strong>{t(stepOf(step))}</strong>
              <p className="hint">
                {formats.moment(step.at)} · {step.actor === 'system' ? t('system') : step.actor}
              </p>
              {step.reason && <p className="prose">{step.reason}</p>}
            </>
          ),
        }))}
      />
    </Section>
  );
}
