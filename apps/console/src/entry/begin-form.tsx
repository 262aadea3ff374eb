import { Form, Input, Radio, Select } from 'antd';
import { entryMode, type EntryMode } from '@mingjian/contract/responses';
import type { Survey } from '@mingjian/contract/surveys';
import { EmptyState, EntryForm, Section } from '../components';
import { useCommon } from '../language/common';
import { useSend } from '../wire';
import { obtainCredential } from './credential';
import type { Held, Paper, Update } from './kept-work';
import { publishedForm } from './requests';
import { useTexts } from './texts';

interface Values {
  surveyId: string;
  mode: EntryMode;
  code: string;
}

/** The head of a paper: which survey, how it came, and the code of the slip, traded before the first answer is keyed. */
export function BeginForm(props: { surveys: Survey[]; begun: Paper | null; update: Update }) {
  const t = useTexts();
  const common = useCommon();
  const { begun, update } = props;
  const [form] = Form.useForm<Values>();
  const start = async (values: Values) => {
    const same = begun?.surveyId === values.surveyId && begun.code === values.code;
    const paper: Paper = {
      ...values,
      stage: 'code',
      held: same ? begun.held : null,
      first: {},
      second: {},
      third: {},
    };
    const keep = (held: Held) =>
      update((before) => ({
        ...before,
        // The code is of no use once it is traded, and nothing here may lead from it to the answers.
        paper: { ...paper, held, ...('credential' in held ? { code: '', stage: 'first' as const } : {}) },
      }));
    await obtainCredential(await publishedForm(values.surveyId), values.code, paper.held, keep, t('badKey'));
  };
  const send = useSend(start);
  if (props.surveys.length === 0) return <EmptyState title={t('noSurvey')} />;
  return (
    <Section title={t('begin')} about={t('codeHelp')}>
      <div className="entry-begin">
        <EntryForm<Values>
          form={form}
          initial={{
            surveyId: begun?.surveyId ?? props.surveys[0]?.id,
            mode: begun?.mode ?? 'paper',
            code: begun?.code ?? '',
          }}
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('start')}
        >
          <Form.Item name="surveyId" label={t('survey')} rules={[{ required: true }]}>
            <Select
              options={props.surveys.map(({ id, audience }) => ({
                value: id,
                label: common(`audience.${audience}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="mode" label={t('mode')} rules={[{ required: true }]}>
            <Radio.Group
              options={entryMode.options.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
            />
          </Form.Item>
          <Form.Item name="code" label={t('code')} rules={[{ required: true, whitespace: true }]}>
            <Input autoFocus autoComplete="off" spellCheck={false} maxLength={40} />
          </Form.Item>
        </EntryForm>
      </div>
    </Section>
  );
}
