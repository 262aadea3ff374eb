import { App, Form, InputNumber } from 'antd';
import { useState } from 'react';
import type { Sample, SamplingPlan } from '@mingjian/contract/distribution';
import type { Stage } from '@mingjian/contract/registry';
import {
  type Column,
  DataTable,
  EmptyState,
  EntryForm,
  Facts,
  QueryView,
  Section,
  StatusMark,
} from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { drawSample, useSample } from './requests';
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

type Stratum = Sample['strata'][number];
const restores = (row: Stratum) => Math.abs(row.expanded - row.schoolsInFrame) < 1e-6 * row.schoolsInFrame;

function Drawn({ drawn }: { drawn: Sample }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const count = (
    key: string,
    title: string,
    value: (row: Stratum) => number,
    decimals = 0,
  ): Column<Stratum> => ({
    key,
    title,
    value,
    show: (row) => formats.number(value(row), decimals),
    numeric: true,
  });
  const columns: Column<Stratum>[] = [
    { key: 'county', title: common('county'), value: (row) => countyName(row.countyCode), filter: true },
    { key: 'stage', title: t('stage'), value: (row) => common(`stage.${row.stage}`), filter: true },
    { key: 'area', title: t('area'), value: (row) => common(`area.${row.area}`), filter: true },
    count('N', t('inFrame'), (row) => row.schoolsInFrame),
    count('n', t('drawnSchools'), (row) => row.schoolsDrawn),
    count('pi', t('pi'), (row) => row.inclusionProbability, 4),
    count('expanded', t('expanded'), (row) => row.expanded, 2),
    {
      key: 'check',
      title: t('check'),
      value: (row) => (restores(row) ? t('matches') : t('differs')),
      show: (row) => (
        <StatusMark mark={restores(row) ? 'done' : 'late'}>
          {restores(row) ? t('matches') : t('differs')}
        </StatusMark>
      ),
    },
  ];
  return (
    <div className="stack">
      <Facts
        items={[
          [t('drawnAt'), formats.moment(drawn.drawnAt)],
          [t('seed'), String(drawn.plan.seed)],
          [
            t('grades'),
            drawn.plan.grades.map((each) => `${common(`stage.${each.stage}`)} ${each.grade}`).join(' · '),
          ],
          ...drawn.invited.map((each): [string, string] => [
            `${t('invited')} · ${common(`audience.${each.audience}`)}`,
            formats.number(each.people),
          ]),
        ]}
      />
      <Section title={t('strata')} about={t('strataAbout')}>
        <DataTable
          label={t('strata')}
          rows={drawn.strata}
          columns={columns}
          rowKey={(row) => `${row.countyCode}-${row.stage}-${row.area}`}
          fileName="sample-strata"
        />
      </Section>
    </div>
  );
}

/** Stages whose pupils can be asked in class; a kindergarten's and a special school's parents come with their classes. */
const gradeChoices: { stage: Stage; from: number; to: number; usual: number | null }[] = [
  { stage: 'primary', from: 1, to: 6, usual: 5 },
  { stage: 'junior', from: 7, to: 9, usual: 8 },
  { stage: 'senior', from: 10, to: 12, usual: 11 },
  { stage: 'vocational', from: 10, to: 12, usual: 11 },
];

interface Values extends Omit<SamplingPlan, 'grades' | 'fraction'> {
  grade: Partial<Record<Stage, number | null>>;
  percent: number;
}

function PlanForm({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const { modal } = App.useApp();
  const [seed] = useState(() => Math.floor(Math.random() * 2 ** 31));
  const send = useSend((plan: SamplingPlan) => drawSample(cycleId, plan), {
    refresh: [['cycle', cycleId]],
    done: t('drawn'),
  });
  const draw = (values: Values) => {
    const { grade, percent, ...rest } = values;
    const grades = gradeChoices.flatMap(({ stage }) => {
      const chosen = grade[stage];
      return typeof chosen === 'number' ? [{ stage, grade: chosen }] : [];
    });
    return new Promise<void>((resolve) => {
      void modal.confirm({
        title: t('drawAsk'),
        content: t('drawAskMore'),
        okText: t('draw'),
        cancelText: common('cancel'),
        onOk: () => {
          send.mutate({ ...rest, grades, fraction: percent / 100 });
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
        initial={{
          seed,
          grade: Object.fromEntries(gradeChoices.map(({ stage, usual }) => [stage, usual])),
          takeAllUpTo: 3,
          minimumPerStratum: 3,
          percent: 30,
          classesPerGrade: 1,
          teachersPerSchool: 20,
        }}
        send={draw}
        error={send.error}
        pending={send.isPending}
        sendText={t('draw')}
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
          {whole('takeAllUpTo', t('takeAllUpTo'), t('unitSchools'), t('takeAllHint'))}
          {whole('minimumPerStratum', t('minimumPerStratum'), t('unitSchools'))}
          <Form.Item name="percent" label={t('fraction')} rules={[{ required: true }]}>
            <InputNumber min={0} max={100} suffix="%" />
          </Form.Item>
          {whole('classesPerGrade', t('classesPerGrade'), t('unitClasses'))}
          {whole('teachersPerSchool', t('teachersPerSchool'), t('unitPeople'))}
          <Form.Item name="seed" label={t('seed')} extra={t('seedHint')} rules={[{ required: true }]}>
            <InputNumber min={0} max={2 ** 31 - 1} precision={0} />
          </Form.Item>
        </div>
      </EntryForm>
    </Section>
  );
}
