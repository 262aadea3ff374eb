import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { EditableParagraph, ReportDetail } from '@mingjian/contract/reports';
import { EntryForm, QueryView } from '../../components';
import { useSend } from '../../wire';
import { editParagraph, useParagraph } from '../requests';
import { useReadingTexts } from './texts';

interface Words {
  zh: string;
  en: string;
}

/** Rewrites one paragraph in both languages; values stay numbered references. */
export function ParagraphEditor(props: { report: ReportDetail; blockId: string; onDone: () => void }) {
  const query = useParagraph(props.report, props.blockId);
  return <QueryView query={query}>{(paragraph) => <Editor {...props} paragraph={paragraph} />}</QueryView>;
}

function Editor({
  report,
  blockId,
  paragraph,
  onDone,
}: {
  report: ReportDetail;
  blockId: string;
  paragraph: EditableParagraph;
  onDone: () => void;
}) {
  const t = useReadingTexts();
  const [words, setWords] = useState<Words>(paragraph.current);
  // The revision seen when the editor was opened: whoever saved in between is told about, not overwritten.
  const [revision] = useState(report.revision);
  const send = useSend(
    ({ zh, en }: { zh: string | null; en: string | null }) =>
      editParagraph(report.id, blockId, { zh, en, revision }),
    {
      refresh: [
        ['report', report.id],
        ['cycle', report.cycleId],
      ],
      done: t('saved'),
      onDone,
    },
  );
  const shown = (side: keyof Words) =>
    words[side].replace(/\{(\d{1,3})\}/gu, (all, number: string) => {
      const value = paragraph.values.find((each) => each.number === Number(number));
      return value ? value.text[side] : all;
    });
  return (
    <section aria-label={t('editTitle')}>
      <h3>{t('editTitle')}</h3>
      <p className="hint">{t('editAbout', { first: '{1}' })}</p>
      {paragraph.edited?.stale && <Alert type="error" showIcon title={t('stale')} />}
      {paragraph.edited && paragraph.edited.typedDigits.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('typed', { digits: paragraph.edited.typedDigits.join('、') })}
          description={t('editHint')}
        />
      )}
      <EntryForm<Words>
        initial={paragraph.current}
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('save')}
        onChange={setWords}
        fieldName={(field) => (field === 'zh' || field === 'en' ? t(field) : field)}
        beside={
          <Button disabled={send.isPending} onClick={() => send.mutate({ zh: null, en: null })}>
            {t('restore')}
          </Button>
        }
      >
        {(['zh', 'en'] as const).map((side) => (
          <Form.Item
            key={side}
            name={side}
            label={t(side)}
            rules={[{ required: true, whitespace: true }]}
            extra={
              <span lang={side === 'zh' ? 'zh-CN' : 'en'}>
                {t('preview')}: {shown(side)}
              </span>
            }
          >
            <Input.TextArea
              maxLength={4000}
              autoSize={{ minRows: 4 }}
              lang={side === 'zh' ? 'zh-CN' : 'en'}
            />
          </Form.Item>
        ))}
        {paragraph.values.length > 0 && (
          <details className="edit-legend">
            <summary>{t('legend')}</summary>
            <ul>
              {paragraph.values.map(({ number, text }) => (
                <li key={number}>
                  <code>{`{${number}}`}</code> {text.zh}
                </li>
              ))}
            </ul>
          </details>
        )}
      </EntryForm>
    </section>
  );
}
