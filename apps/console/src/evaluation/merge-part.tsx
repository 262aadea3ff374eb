import { Alert, App, Collapse, Form, Input } from 'antd';
import type { Evaluation, Merge as Merged } from '@mingjian/contract/evaluation';
import { EmptyState, EntryForm, Facts, HashText, Section } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { stateOf } from './input-mark';
import { type InputName, merge, type Merge } from './requests';
import { useTexts } from './texts';

export const inputNames: readonly InputName[] = ['selfEvaluation', 'monitoring', 'onSite'];

export function MergePart({ evaluation }: { evaluation: Evaluation }) {
  const { merged, earlier } = evaluation;
  return (
    <div className="stack">
      {merged ? <Conclusion merged={merged} /> : <Open evaluation={evaluation} />}
      <Earlier merges={earlier} />
    </div>
  );
}

function Conclusion({ merged }: { merged: Merged }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  return (
    <>
      <Facts
        items={[
          [t('mergedAt'), formats.moment(merged.at)],
          [t('mergedBy'), merged.by],
          [
            t('monitoringHash'),
            merged.monitoringHash ? <HashText key="monitoring" hash={merged.monitoringHash} /> : '—',
          ],
          [common('hash'), <HashText key="hash" hash={merged.hash} />],
        ]}
      />
      <Section title={t('conclusion')}>
        <p className="prose">{merged.conclusion}</p>
      </Section>
    </>
  );
}

/** Conclusions drawn from a monitoring report that no longer holds stay readable. */
function Earlier({ merges }: { merges: readonly Merged[] }) {
  const t = useTexts();
  const formats = useFormats();
  if (merges.length === 0) return null;
  return (
    <Section title={t('earlier')} about={t('earlierAbout')}>
      <Collapse
        items={merges.map((merged) => ({
          key: merged.hash,
          label: `${formats.moment(merged.at)} · ${merged.by}`,
          children: (
            <div className="stack">
              <Conclusion merged={merged} />
            </div>
          ),
        }))}
      />
    </Section>
  );
}

function Open({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const common = useCommon();
  const countyName = useCountyName();
  const person = usePerson();
  const { modal } = App.useApp();
  const send = useSend((input: Merge) => merge(evaluation, input), {
    refresh: [['cycle', evaluation.cycleId]],
    done: t('mergeDone'),
  });
  const overtaken = evaluation.earlier.length > 0;
  if (person.role !== 'office') {
    return <EmptyState title={t(overtaken ? 'overtaken' : 'notMerged')} next={t('notMergedNext')} />;
  }
  const missing = inputNames.filter((name) => stateOf(evaluation, name) === 'missing');
  const ask = (values: Merge) =>
    new Promise<void>((resolve) => {
      void modal.confirm({
        title: t('mergeAsk', { county: countyName(evaluation.countyCode) }),
        content: t('mergeAskMore'),
        okText: t('merge'),
        cancelText: common('cancel'),
        onOk: () => {
          send.mutate(values);
          resolve();
        },
        onCancel: () => resolve(),
      });
    });
  return (
    <Section title={t('merge')} about={t('mergeAbout')}>
      <div className="narrow">
        {overtaken && (
          <Alert
            type="warning"
            showIcon
            className="notice"
            title={t('overtaken')}
            description={t('overtakenMore')}
          />
        )}
        {missing.length > 0 && (
          <Alert
            type="warning"
            showIcon
            className="notice"
            title={t('mergeBlocked', { inputs: missing.map((name) => t(name)).join('、') })}
          />
        )}
        <EntryForm<Merge>
          send={ask}
          error={send.error}
          pending={send.isPending}
          sendText={t('merge')}
          disabled={missing.length > 0}
        >
          <Form.Item name="conclusion" label={t('conclusion')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={20_000} showCount autoSize={{ minRows: 6 }} />
          </Form.Item>
        </EntryForm>
      </div>
    </Section>
  );
}
