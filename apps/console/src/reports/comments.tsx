import { Form, Input, Select } from 'antd';
import type { ReportDetail } from '@mingjian/contract/reports';
import { EmptyState, EntryForm, Section } from '../components';
import { useLocalized } from '../language';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { blockNames } from './block-names';
import { addComment } from './requests';
import { useTexts } from './texts';

export function Comments({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const localized = useLocalized();
  const formats = useFormats();
  const person = usePerson();
  const [form] = Form.useForm<{ blockId: string; text: string }>();
  const blocks = blockNames(report.model.blocks);
  const nameOf = (id: string | null) => {
    const block = blocks.find((each) => each.id === id);
    if (!block) return t('whole');
    return block.kind === 'paragraph'
      ? t('paragraph', { text: localized(block.text) })
      : localized(block.text);
  };
  const send = useSend(
    (values: { blockId: string; text: string }) =>
      addComment(report.id, { blockId: values.blockId === '' ? null : values.blockId, text: values.text }),
    { refresh: [['report', report.id]], done: t('commented'), onDone: () => form.resetFields() },
  );
  const mayComment = person.role === 'office' || person.role === 'agency';
  return (
    <Section title={t('comments')}>
      {report.comments.length === 0 ? (
        <EmptyState title={t('commentsNone')} next={t('commentsNoneNext')} />
      ) : (
        <ol className="comments">
          {report.comments.map((comment) => (
            <li key={comment.id}>
              <p className="hint">
                <strong>{comment.author}</strong> · {formats.moment(comment.at)} · {nameOf(comment.blockId)}
              </p>
              <p className="prose">{comment.text}</p>
            </li>
          ))}
        </ol>
      )}
      {mayComment && (
        <div className="narrow comment-form">
          <EntryForm<{ blockId: string; text: string }>
            form={form}
            initial={{ blockId: '', text: '' }}
            send={(values) => send.mutateAsync(values)}
            error={send.error}
            pending={send.isPending}
            sendText={t('comment')}
          >
            <Form.Item name="blockId" label={t('commentOn')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={[
                  { value: '', label: t('whole') },
                  ...blocks.map((each) => ({ value: each.id, label: nameOf(each.id) })),
                ]}
              />
            </Form.Item>
            <Form.Item name="text" label={t('text')} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 3 }} />
            </Form.Item>
          </EntryForm>
        </div>
      )}
    </Section>
  );
}
