import { DatePicker, Form, Input, Progress } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import {
  countCharacters,
  type Evaluation,
  SELF_EVALUATION_LIMIT,
  type SelfEvaluationParts,
} from '@mingjian/contract/evaluation';
import { EmptyState, Facts, Section, StatusMark } from '../components';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { putSelf } from './requests';
import { RecordForm } from './record-form';
import { useTexts } from './texts';

const partNames = ['review', 'results', 'practices', 'problems', 'measures'] as const;
/** 公示一周, both days counted. */
const PUBLICITY_DAYS = 7;

interface Values {
  parts: SelfEvaluationParts;
  publicityUrl: string;
  publicityFrom: Dayjs | null;
  publicityTo: Dayjs | null;
  signedBy: string;
}

const dayOf = (value: string | null) => (value ? dayjs(value) : null);

export function SelfEvaluationPart({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const person = usePerson();
  const saved = evaluation.selfEvaluation;
  const mayEdit = person.role === 'county' && !saved?.submittedAt && !evaluation.merged;
  if (mayEdit) return <Editor evaluation={evaluation} />;
  if (!saved) return <EmptyState title={t('waits')} />;
  return <Reading saved={saved} />;
}

function Reading({ saved }: { saved: NonNullable<Evaluation['selfEvaluation']> }) {
  const t = useTexts();
  const formats = useFormats();
  const count = partNames.reduce((sum, name) => sum + countCharacters(saved.parts[name]), 0);
  return (
    <div className="stack">
      <Facts
        items={[
          [t('submittedAt'), saved.submittedAt ? formats.moment(saved.submittedAt) : t('input.missing')],
          [
            t('publicity'),
            saved.publicityUrl ? (
              <a key="url" href={saved.publicityUrl} target="_blank" rel="noreferrer noopener">
                {saved.publicityUrl}
              </a>
            ) : (
              '—'
            ),
          ],
          [
            `${t('publicityFrom')} – ${t('publicityTo')}`,
            `${formats.day(saved.publicityFrom)} – ${formats.day(saved.publicityTo)}`,
          ],
          [t('signedBy'), saved.signedBy || '—'],
        ]}
      />
      <p className="hint">
        {t('total', { n: formats.number(count), limit: formats.number(SELF_EVALUATION_LIMIT) })}
      </p>
      {partNames.map((name) => (
        <Section key={name} title={t(`part.${name}`)}>
          <p className="prose">{saved.parts[name] || '—'}</p>
        </Section>
      ))}
    </div>
  );
}

function Editor({ evaluation }: { evaluation: Evaluation }) {
  const t = useTexts();
  const saved = evaluation.selfEvaluation;
  const revision = saved?.revision ?? 0;
  const start: Values = {
    parts: saved?.parts ?? { review: '', results: '', practices: '', problems: '', measures: '' },
    publicityUrl: saved?.publicityUrl ?? '',
    publicityFrom: dayOf(saved?.publicityFrom ?? null),
    publicityTo: dayOf(saved?.publicityTo ?? null),
    signedBy: saved?.signedBy ?? '',
  };
  return (
    <div className="narrow">
      <RecordForm<Values>
        draftName={`${evaluation.cycleId}.${evaluation.countyCode}.self`}
        revision={revision}
        saved={start}
        refresh={['cycle', evaluation.cycleId]}
        maySubmit
        revive={(values) => ({
          ...values,
          publicityFrom: values.publicityFrom ? dayjs(values.publicityFrom) : null,
          publicityTo: values.publicityTo ? dayjs(values.publicityTo) : null,
        })}
        asText={(values) =>
          partNames.map((name) => `${t(`part.${name}`)}\n${values.parts[name]}`).join('\n\n')
        }
        send={(values, submit) =>
          putSelf(evaluation, {
            parts: values.parts,
            publicityUrl: values.publicityUrl,
            publicityFrom: values.publicityFrom?.format('YYYY-MM-DD') ?? null,
            publicityTo: values.publicityTo?.format('YYYY-MM-DD') ?? null,
            signedBy: values.signedBy,
            submit,
            revision,
          })
        }
      >
        {() => <Fields />}
      </RecordForm>
    </div>
  );
}

function Fields() {
  const t = useTexts();
  const formats = useFormats();
  const form = Form.useFormInstance<Values>();
  const parts: Partial<SelfEvaluationParts> = Form.useWatch('parts', form) ?? {};
  const from: Dayjs | null | undefined = Form.useWatch('publicityFrom', form);
  const to: Dayjs | null | undefined = Form.useWatch('publicityTo', form);
  const counts = partNames.map((name) => countCharacters(parts[name] ?? ''));
  const count = counts.reduce((sum, each) => sum + each, 0);
  const over = count - SELF_EVALUATION_LIMIT;
  const days = from && to ? to.startOf('day').diff(from.startOf('day'), 'day') + 1 : null;
  return (
    <>
      <div className="count-line" role="status">
        <Progress
          percent={Math.min(100, (count / SELF_EVALUATION_LIMIT) * 100)}
          showInfo={false}
          size="small"
          status={over > 0 ? 'exception' : 'normal'}
          aria-label={t('selfEvaluation')}
        />
        {over > 0 ? (
          <StatusMark mark="late">{t('tooLong', { n: formats.number(over) })}</StatusMark>
        ) : (
          <span className="hint">
            {t('total', { n: formats.number(count), limit: formats.number(SELF_EVALUATION_LIMIT) })}
          </span>
        )}
      </div>
      {partNames.map((name, index) => (
        <Form.Item
          key={name}
          name={['parts', name]}
          label={t(`part.${name}`)}
          extra={t('partCount', { n: formats.number(counts[index]) })}
          rules={[
            {
              validator: () =>
                over > 0
                  ? Promise.reject(new Error(t('tooLong', { n: formats.number(over) })))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 18 }} maxLength={20_000} />
        </Form.Item>
      ))}
      <Section title={t('publicity')} about={t('publicityAbout')}>
        <Form.Item
          name="publicityUrl"
          label={t('publicityUrl')}
          rules={[{ pattern: /^https?:\/\/\S+$/, message: t('publicityUrlRule') }]}
        >
          <Input type="url" inputMode="url" placeholder="https://" />
        </Form.Item>
        <div className="date-grid">
          <Form.Item name="publicityFrom" label={t('publicityFrom')}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="publicityTo" label={t('publicityTo')}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="signedBy" label={t('signedBy')}>
            <Input maxLength={50} />
          </Form.Item>
        </div>
        {days !== null && (
          <StatusMark mark={days >= PUBLICITY_DAYS ? 'done' : 'late'}>
            {t(days >= PUBLICITY_DAYS ? 'publicityDays' : 'publicityShort', { n: formats.number(days) })}
          </StatusMark>
        )}
      </Section>
    </>
  );
}
