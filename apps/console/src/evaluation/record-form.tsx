import { Alert, App, Button, Form, type FormInstance } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { QueryKey } from '@tanstack/react-query';
import { queryClient, hasStatus, useSend } from '../wire';
import { EntryForm } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useDraft } from './draft';
import { useTexts } from './texts';

/**
 * A form over a record with a revision: typing is kept in the browser, saving and submitting are apart, and a change
 * by somebody else meanwhile is told with the choice to copy one's own text or to reload.
 */
export function RecordForm<Values extends object>(props: {
  draftName: string;
  revision: number;
  saved: Values;
  refresh: QueryKey;
  send: (values: Values, submit: boolean) => Promise<unknown>;
  /** Text of the form, for the clipboard. */
  asText: (values: Values) => string;
  /** Dates come back from the browser's store as text. */
  revive: (values: Values) => Values;
  mayNotSave?: boolean;
  maySubmit?: boolean;
  children: (form: FormInstance<Values>) => ReactNode;
}) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<Values>();
  const submitting = useRef(false);
  const draft = useDraft<Values>(props.draftName, props.revision);
  const [round, setRound] = useState(0);
  const send = useSend(
    (input: { values: Values; submit: boolean }) => props.send(input.values, input.submit),
    {
      refresh: [props.refresh],
      onDone: () => {
        draft.drop();
        void message.success(submitting.current ? t('submitted') : t('saved'));
      },
    },
  );
  const startAgain = () => {
    draft.drop();
    send.reset();
    setRound((before) => before + 1);
  };
  const copyOwn = async () => {
    await navigator.clipboard.writeText(props.asText(form.getFieldsValue(true)));
    void message.success(t('copied'));
  };
  return (
    <>
      {draft.restored && (
        <Alert
          type={draft.stale ? 'warning' : 'info'}
          showIcon
          className="notice"
          title={t('restored', { at: formats.moment(draft.restored.at) })}
          description={draft.stale ? t('restoredStale') : undefined}
          action={<Button onClick={startAgain}>{t('discard')}</Button>}
        />
      )}
      <EntryForm<Values>
        key={`${round}-${props.revision}`}
        form={form}
        initial={draft.restored ? props.revive(draft.restored.values) : props.saved}
        onChange={draft.keep}
        send={async (values) => {
          const submit = submitting.current;
          await send.mutateAsync({ values, submit }).finally(() => {
            submitting.current = false;
          });
        }}
        error={send.error}
        pending={send.isPending}
        sendText={t('saveDraft')}
        disabled={false}
        beside={
          <>
            {props.maySubmit !== undefined && (
              <Button
                disabled={!props.maySubmit || props.mayNotSave}
                onClick={() =>
                  void modal.confirm({
                    title: t('submitAsk'),
                    content: t('submitAskMore'),
                    okText: t('submit'),
                    cancelText: common('cancel'),
                    onOk: () => {
                      submitting.current = true;
                      form.submit();
                    },
                  })
                }
              >
                {t('submit')}
              </Button>
            )}
            <span className="hint">{t('keptHere')}</span>
          </>
        }
      >
        {props.children(form)}
        {hasStatus(send.error, 409) && (
          <Alert
            type="warning"
            showIcon
            className="notice"
            title={t('conflict')}
            description={t('conflictMore')}
            action={
              <span className="page-actions">
                <Button onClick={() => void copyOwn()}>{t('copyOwn')}</Button>
                <Button
                  onClick={() =>
                    void queryClient.invalidateQueries({ queryKey: props.refresh }).then(startAgain)
                  }
                >
                  {t('reload')}
                </Button>
              </span>
            }
          />
        )}
      </EntryForm>
    </>
  );
}
