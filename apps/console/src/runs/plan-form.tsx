import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, InputNumber, Radio, Select, Switch } from 'antd';
import type { WeightingPlan } from '@mingjian/contract/aggregation';
import { audience, type SurveyDetail } from '@mingjian/contract/surveys';
import { EntryForm, Section } from '../components';
import { useCommon } from '../language/common';
import { useSend } from '../wire';
import { choicesOf } from './choices';
import { putPlan, useSurveyDetails } from './requests';
import { useTexts } from './texts';

/** Where the form starts: trimming at 0.3–3 × median, cells of 10, two seconds an item, half of the items. */
const usual: WeightingPlan = {
  nonresponseClass: 'stratum',
  margins: [],
  minimumCell: 5,
  trim: { lower: 0.3, upper: 3 },
  suppressBelow: 10,
  cuts: ['stage', 'area'],
  screens: { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 },
};

type Values = Omit<WeightingPlan, 'margins' | 'screens'> & {
  margins?: Partial<WeightingPlan['margins'][number]>[];
  screens: WeightingPlan['screens'];
  percent: number;
};

export function PlanForm(props: { cycleId: string; plan: WeightingPlan | null; onSaved: () => void }) {
  const t = useTexts();
  const common = useCommon();
  const [form] = Form.useForm<Values>();
  const surveys = useSurveyDetails(props.cycleId);
  const start = props.plan ?? usual;
  const send = useSend((plan: WeightingPlan) => putPlan(props.cycleId, plan), {
    refresh: [['cycle', props.cycleId]],
    done: t('planSaved'),
    onDone: props.onSaved,
  });
  const planOf = ({ percent, margins, ...values }: Values): WeightingPlan => ({
    ...values,
    margins: (margins ?? []).flatMap((margin) =>
      margin.audience && margin.variable && margin.categories
        ? [{ audience: margin.audience, variable: margin.variable, categories: margin.categories }]
        : [],
    ),
    screens: { ...values.screens, notApplicableShare: percent / 100 },
  });
  const number = (name: string | string[], label: string, unit?: string, hint?: string) => (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: true }]}>
      <InputNumber min={0} suffix={unit} />
    </Form.Item>
  );
  return (
    <Section title={t('plan')} about={t('planAbout')}>
      <EntryForm<Values>
        form={form}
        initial={{ ...start, percent: start.screens.notApplicableShare * 100 }}
        send={(values) => send.mutateAsync(planOf(values))}
        error={send.error}
        pending={send.isPending}
        sendText={t('planSave')}
      >
        <Form.Item name="nonresponseClass" label={t('nonresponseClass')}>
          <Radio.Group
            options={(['stratum', 'stratum-grade'] as const).map((value) => ({
              value,
              label: t(`class.${value}`),
            }))}
          />
        </Form.Item>
        <div className="date-grid">
          {number('minimumCell', t('minimumCell'), undefined, t('minimumCellHint'))}
          {number(['trim', 'lower'], t('trimLower'), t('unitMedian'))}
          {number(['trim', 'upper'], t('trimUpper'), t('unitMedian'))}
          {number('suppressBelow', t('suppressBelow'), undefined, t('suppressHint'))}
        </div>
        <Form.Item name="cuts" label={t('cuts')}>
          <Checkbox.Group
            options={(['stage', 'area'] as const).map((value) => ({ value, label: t(`cut.${value}`) }))}
          />
        </Form.Item>
        <h3>{t('screens')}</h3>
        <div className="date-grid">
          <Form.Item name={['screens', 'attention']} label={t('attention')} valuePropName="checked">
            <Switch checkedChildren={common('yes')} unCheckedChildren={common('no')} />
          </Form.Item>
          {number(['screens', 'millisecondsPerItem'], t('millisecondsPerItem'), t('unitMs'))}
          <Form.Item name={['screens', 'straightLining']} label={t('straightLining')} valuePropName="checked">
            <Switch checkedChildren={common('yes')} unCheckedChildren={common('no')} />
          </Form.Item>
          {number('percent', t('notApplicableShare'), '%')}
        </div>
        <h3>{t('margins')}</h3>
        <p className="hint">{t('marginsHint')}</p>
        <Form.List name="margins">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <MarginLine
                  key={field.key}
                  name={field.name}
                  surveys={surveys}
                  onVariable={(categories) =>
                    form.setFieldValue(['margins', field.name, 'categories'], categories)
                  }
                  onRemove={() => remove(field.name)}
                />
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({})}>
                {t('addMargin')}
              </Button>
            </>
          )}
        </Form.List>
      </EntryForm>
    </Section>
  );
}

function MarginLine(props: {
  name: number;
  surveys: SurveyDetail[];
  onVariable: (categories: string[]) => void;
  onRemove: () => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const chosen: unknown = Form.useWatch(['margins', props.name, 'audience']);
  const survey = props.surveys.find((each) => each.audience === chosen);
  const variables = (survey?.items ?? []).filter((item) => item.role === 'demographic');
  return (
    <div className="margin-line">
      <Form.Item name={[props.name, 'audience']} label={common('audience')} rules={[{ required: true }]}>
        <Select options={audience.options.map((value) => ({ value, label: common(`audience.${value}`) }))} />
      </Form.Item>
      <Form.Item name={[props.name, 'variable']} label={t('variable')} rules={[{ required: true }]}>
        <Select
          options={variables.map((item) => ({ value: item.code, label: item.code }))}
          onChange={(code: string) => survey && props.onVariable(choicesOf(survey.json, code))}
        />
      </Form.Item>
      <Form.Item name={[props.name, 'categories']} label={t('categories')} rules={[{ required: true }]}>
        <Select mode="tags" />
      </Form.Item>
      <Button
        icon={<DeleteOutlined />}
        aria-label={t('remove')}
        title={t('remove')}
        onClick={props.onRemove}
      />
    </div>
  );
}
