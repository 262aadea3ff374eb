import { Button, Form, Input, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Evaluation } from '@mingjian/contract/evaluation';
import { EmptyState, EntryForm, Facts, HashText, PageHeader, QueryView } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { InputMark, stateOf } from './input-mark';
import { inputNames, MergePart } from './merge-part';
import { OnSitePart } from './on-site-part';
import { RectificationPart } from './rectification-part';
import { type InputName, useEvaluation, waive } from './requests';
import { SelfEvaluationPart } from './self-evaluation-part';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '', county = '' } = useParams();
  const t = useTexts();
  const countyName = useCountyName();
  const person = usePerson();
  const query = useEvaluation(cycleId, county);
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHeader
        title={t('of', { county: countyName(county) })}
        about={t('about')}
        back={
          person.role === 'county' ? undefined : { to: `/cycles/${cycleId}/evaluation`, label: t('toList') }
        }
      />
      <QueryView query={query} rows={12}>
        {(evaluation) => (
          <>
            <Inputs evaluation={evaluation} />
            <Tabs
              activeKey={search.get('part') ?? 'self'}
              onChange={(part) => setSearch({ part }, { replace: true })}
              items={[
                {
                  key: 'self',
                  label: t('selfEvaluation'),
                  children: <SelfEvaluationPart evaluation={evaluation} />,
                },
                {
                  key: 'monitoring',
                  label: t('monitoring'),
                  children: <Monitoring evaluation={evaluation} />,
                },
                { key: 'on-site', label: t('onSite'), children: <OnSitePart evaluation={evaluation} /> },
                {
                  key: 'rectification',
                  label: t('rectification'),
                  children: <RectificationPart evaluation={evaluation} />,
                },
                { key: 'merge', label: t('result'), children: <MergePart evaluation={evaluation} /> },
              ]}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function Inputs({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const person = usePerson();
  return (
    <ul className="inputs">
      {inputNames.map((name) => {
        const waiver = evaluation.inputs[name].waiver;
        return (
          <li key={name}>
            <span className="input-name">{t(name)}</span>
            <InputMark evaluation={evaluation} input={name} />
            {waiver && <p className="hint">{t('waiver', { reason: waiver })}</p>}
            {person.role === 'office' && !evaluation.merged && stateOf(evaluation, name) === 'missing' && (
              <Waive evaluation={evaluation} input={name} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Waive({ evaluation, input }: { evaluation: Evaluation; input: InputName }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const send = useSend((values: { reason: string }) => waive(evaluation, { input, reason: values.reason }), {
    refresh: [['cycle', evaluation.cycleId]],
    done: t('waived'),
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('waive')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={`${t('waive')} · ${t(input)}`}
        destroyOnHidden
      >
        <p className="hint">{t('waiveAbout')}</p>
        <EntryForm<{ reason: string }>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('waive')}
        >
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={1000} showCount autoSize={{ minRows: 3 }} />
          </Form.Item>
        </EntryForm>
      </Modal>
    </>
  );
}

function Monitoring({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const { monitoring } = evaluation;
  if (!monitoring) return <EmptyState title={t('waitsMonitoring')} />;
  return (
    <div className="stack">
      <Facts
        items={[
          [t('acceptedAt'), formats.moment(monitoring.acceptedAt)],
          [common('hash'), <HashText key="hash" hash={monitoring.hash} />],
        ]}
      />
      <Link to={`/cycles/${evaluation.cycleId}/reports/${monitoring.reportId}`}>
        <Button>{t('openReport')}</Button>
      </Link>
    </div>
  );
}
