import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Sample, SamplingPlan } from '@mingjian/contract/distribution';
import type { Stage } from '@mingjian/contract/registry';
import { EntryForm, ProblemView, Section } from '../components';
import { useCommon } from '../language/common';
import { ProblemError, useSend } from '../wire';
import { drawSample, previewSample } from './requests';
import { SampleOutline } from './sample-outline';
import { useTexts } from './texts';

/** Stages whose pupils can be asked in class; a kindergarten's and a special school's parents come with their classes. */
const gradeChoices: { stage: Stage; from: number; to: number; usual: number | null }[] = [
  { stage: 'primary', from: 1, to: 6, usual: 5 },
  { stage: 'junior', from: 7, to: 9, usual: 8 },
  { stage: 'senior', from: 10, to: 12, usual: 11 },
  { stage: 'vocational', from: 10, to: 12, usual: 11 },
];

interface Values extends Omit<SamplingPlan, 'grades' | 'fraction' | 'allocation' | 'assumptions'> {
  grade: Partial<Record<Stage, number | null>>;
  percent: number;
  rule: SamplingPlan['allocation']['rule'];
  schoolsPerCounty: number;
  deviation: Partial<Record<Stage, number>>;
  responsePercent: number;
  sd: number;
  icc: number;
}

function planOf(values: Values): SamplingPlan {
  const { grade, percent, rule, schoolsPerCounty, deviation, responsePercent, sd, icc, ...rest } = values;
  const grades = gradeChoices.flatMap(({ stage }) => {
    const chosen = grade[stage];
    return typeof chosen === 'number' ? [{ stage, grade: chosen }] : [];
  });
  const deviations = grades.map(({ stage }) => ({ stage, sd: deviation[stage] ?? sd }));
  const allocation: SamplingPlan['allocation'] =
    rule === 'fraction'
      ? { rule }
      : rule === 'proportional'
        ? { rule, schoolsPerCounty }
        : { rule, schoolsPerCounty, deviations };
  return {
    ...rest,
    grades,
    fraction: percent / 100,
    allocation,
    assumptions: { responseRate: responsePercent / 100, sd, icc },
  };
}

/** What the form begins with: the usual, or the plan of the sample that is to be replaced. */
function valuesOf(plan: SamplingPlan | undefined, seed: number): Values {
  const usual = {
    selection: 'equal' as const,
    rule: 'fraction' as const,
    schoolsPerCounty: 20,
    deviation: {},
    responsePercent: 60,
    sd: 20,
    icc: 0.05,
    seed,
    grade: Object.fromEntries(gradeChoices.map(({ stage, usual }) => [stage, usual])),
    takeAllUpTo: 3,
    minimumPerStratum: 3,
    percent: 30,
    classesPerGrade: 1,
    teachersPerSchool: 20,
  };
  if (!plan) return usual;
  const { grades, fraction, allocation, assumptions, ...rest } = plan;
  return {
    ...usual,
    ...rest,
    grade: Object.fromEntries(grades.map(({ stage, grade }) => [stage, grade])),
    percent: fraction * 100,
    rule: allocation.rule,
    ...(allocation.rule === 'fraction' ? {} : { schoolsPerCounty: allocation.schoolsPerCounty }),
    ...(allocation.rule === 'neyman'
      ? { deviation: Object.fromEntries(allocation.deviations.map(({ stage, sd }) => [stage, sd])) }
      : {}),
    responsePercent: assumptions.responseRate * 100,
    sd: assumptions.sd,
    icc: assumptions.icc,
  };
}

/**
 * 抽样方案, looked at before it is drawn.
 *
 * @param before the sample that it takes the place of
 * @param onLeave back to the sample that there is
 */
export function PlanForm({
  cycleId,
  before,
  onLeave,
}: {
  cycleId: string;
  before?: Sample;
  onLeave?: () => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const { modal } = App.useApp();
  const [seed] = useState(() => Math.floor(Math.random() * 2 ** 31));
  const client = useQueryClient();
  const send = useSend((plan: SamplingPlan) => drawSample(cycleId, plan, before?.revision ?? 0), {
    refresh: [['cycle', cycleId]],
    done: t('drawn'),
    onDone: () => onLeave?.(),
  });
  // Somebody else has drawn meanwhile: their sample is shown when this person has read so.
  const isTaken =
    send.error instanceof ProblemError &&
    ['edit-conflict', 'sample-in-use'].includes(send.error.problem.code);
  const seeSample = () => {
    onLeave?.();
    void client.invalidateQueries({ queryKey: ['cycle', cycleId] });
  };
  const [form] = Form.useForm<Values>();
  const rule = Form.useWatch('rule', form);
  const preview = useSend((plan: SamplingPlan) => previewSample(cycleId, plan));
  // All of them: what is not on the page, as the deviations when nothing is allocated by them, counts too.
  const filledIn = () => planOf(form.getFieldsValue(true) as Values);
  const look = () =>
    void form.validateFields().then(
      () => preview.mutate(filledIn()),
      () => undefined,
    );
  const draw = () => {
    const plan = filledIn();
    return new Promise<void>((resolve) => {
      void modal.confirm({
        title: before ? t('drawAgainAsk') : t('drawAsk'),
        content: before ? t('drawAgainMore') : t('drawAskMore'),
        okText: before ? t('drawAgain') : t('draw'),
        cancelText: common('cancel'),
        onOk: () => {
          send.mutate(plan);
          resolve();
        },
        onCancel: () => resolve(),
      });
    });
  };
  const whole = (name: keyof Values, label: string, unit: string, hint?: string) => (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: true }]}>
      <InputNumber min={1} precision={0} suffix={unit} />
    </Form.Item>
  );
  return (
    <Section title={t('plan')} about={t('planAbout')}>
      <EntryForm<Values>
        form={form}
        onChange={() => preview.reset()}
        beside={
          <>
            <Button loading={preview.isPending} onClick={look}>
              {t('preview')}
            </Button>
            {isTaken ? (
              <Button onClick={seeSample}>{t('seeSample')}</Button>
            ) : (
              onLeave && <Button onClick={onLeave}>{t('keepSample')}</Button>
            )}
          </>
        }
        initial={valuesOf(before?.plan, seed)}
        send={draw}
        error={send.error}
        pending={send.isPending}
        sendText={before ? t('drawAgain') : t('draw')}
      >
        <h3>{t('grades')}</h3>
        <div className="date-grid">
          {gradeChoices.map(({ stage, from, to }) => (
            <Form.Item
              key={stage}
              name={['grade', stage]}
              label={t('gradeOf', { stage: common(`stage.${stage}`) })}
            >
              <InputNumber min={from} max={to} precision={0} placeholder={t('gradeNone')} />
            </Form.Item>
          ))}
        </div>
        <div className="date-grid">
          <Form.Item name="selection" label={t('selection')}>
            <Select
              options={(['equal', 'pps'] as const).map((value) => ({
                value,
                label: t(`selection.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="rule" label={t('allocation')}>
            <Select
              options={(['fraction', 'proportional', 'neyman'] as const).map((value) => ({
                value,
                label: t(`allocation.${value}`),
              }))}
            />
          </Form.Item>
          {rule !== 'fraction' && whole('schoolsPerCounty', t('schoolsPerCounty'), t('unitSchools'))}
          {rule === 'neyman' &&
            gradeChoices.map(({ stage }) => (
              <Form.Item
                key={stage}
                name={['deviation', stage]}
                label={t('deviationOf', { stage: common(`stage.${stage}`) })}
              >
                <InputNumber min={1} max={50} suffix={t('unitPoints')} />
              </Form.Item>
            ))}
        </div>
        <div className="date-grid">
          {whole('takeAllUpTo', t('takeAllUpTo'), t('unitSchools'), t('takeAllHint'))}
          {whole('minimumPerStratum', t('minimumPerStratum'), t('unitSchools'))}
          {rule === 'fraction' && (
            <Form.Item name="percent" label={t('fraction')} rules={[{ required: true }]}>
              <InputNumber min={0} max={100} suffix="%" />
            </Form.Item>
          )}
          {whole('classesPerGrade', t('classesPerGrade'), t('unitClasses'))}
          {whole('teachersPerSchool', t('teachersPerSchool'), t('unitPeople'))}
          <Form.Item name="seed" label={t('seed')} extra={t('seedHint')} rules={[{ required: true }]}>
            <InputNumber min={0} max={2 ** 31 - 1} precision={0} />
          </Form.Item>
        </div>
        <h3>{t('assumptions')}</h3>
        <p className="hint">{t('assumptionsAbout')}</p>
        <div className="date-grid">
          <Form.Item name="responsePercent" label={t('responseRate')} rules={[{ required: true }]}>
            <InputNumber min={1} max={100} suffix="%" />
          </Form.Item>
          <Form.Item name="sd" label={t('sd')} rules={[{ required: true }]}>
            <InputNumber min={1} max={50} suffix={t('unitPoints')} />
          </Form.Item>
          <Form.Item name="icc" label={t('icc')} rules={[{ required: true }]}>
            <InputNumber min={0} max={1} step={0.01} />
          </Form.Item>
        </div>
      </EntryForm>
      <ProblemView error={preview.error} />
      {preview.data && (
        <Section title={t('preview')} about={t('previewAbout')}>
          <SampleOutline outline={preview.data} />
        </Section>
      )}
    </Section>
  );
}
