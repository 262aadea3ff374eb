import { Form, Input, Modal, Select } from 'antd';
import { sourceTier, type SourceTier } from '@mingjian/contract/indicators';
import { EntryForm } from '../components';
import { useLanguage } from '../language';
import { useSend } from '../wire';
import type { Leaf } from './leaves';
import { putValue } from './requests';
import { useTexts } from './texts';
import { unitText } from './unit-text';

interface Values {
  year: number;
  stagePrefix?: string;
  value: string;
  sourceTier: SourceTier;
  evidence: string;
}

export function ValueEditor(props: {
  cycleId: string;
  county: string;
  year: number;
  leaf: Leaf;
  onClose: () => void;
}) {
  const t = useTexts();
  const language = useLanguage();
  const { indicator, now, stagePrefix } = props.leaf;
  const send = useSend(
    (values: Values) =>
      putValue(props.cycleId, {
        ...values,
        stagePrefix: values.stagePrefix ?? '',
        countyCode: props.county,
        indicatorCode: indicator.code,
      }),
    { refresh: [['cycle', props.cycleId, 'indicators']], done: t('saved'), onDone: props.onClose },
  );
  return (
    <Modal
      open
      onCancel={props.onClose}
      footer={null}
      title={`${indicator.code} ${language === 'en' ? indicator.nameEn : indicator.nameZh}`}
    >
      <EntryForm<Values>
        initial={{
          year: props.year,
          stagePrefix,
          value: String(now?.grade ?? now?.value ?? ''),
          sourceTier: now?.sourceTier ?? 'statistics',
          evidence: now?.evidence ?? '',
        }}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('edit')}
      >
        <div className="date-grid">
          <Form.Item name="year" label={t('year')} rules={[{ required: true }]}>
            <Select options={[props.year, props.year - 1].map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="stagePrefix" label={t('stage')} extra={t('stageHint')} rules={[{ max: 10 }]}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item
          name="value"
          label={t('valueField')}
          extra={
            indicator.kind === 'qualitative'
              ? t('valueHintGrade')
              : t('valueHintNumber', { unit: unitText(indicator.unit, language) })
          }
          rules={[{ required: true, max: 30 }]}
        >
          <Input inputMode={indicator.kind === 'qualitative' ? 'text' : 'decimal'} />
        </Form.Item>
        <Form.Item name="sourceTier" label={t('tier')} rules={[{ required: true }]}>
          <Select options={sourceTier.options.map((value) => ({ value, label: t(`tier.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={t('evidence')}
          extra={t('evidenceHint')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 2 }} />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
