import { Button, Form, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { useCommon } from '../language/common';
import { sendEntry } from './entry-sending';
import { ProblemView } from './problem-view';

/**
 * The one form pattern: labelled fields, one button that sends, the api's faults beside their fields and in full above
 * the button. What was typed stays when sending fails.
 */
export function EntryForm<Values extends object>(props: {
  form?: FormInstance<Values>;
  initial?: Partial<Values>;
  send: (values: Values) => Promise<unknown>;
  error: unknown;
  pending: boolean;
  sendText: string;
  danger?: boolean;
  disabled?: boolean;
  onChange?: (values: Values) => void;
  /** What a person calls a field, where its key is no word of theirs. */
  fieldName?: (field: string) => string;
  /** Buttons beside the one that sends. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const text = useCommon();
  const [unforeseen, setUnforeseen] = useState<unknown>(null);
  const send = (values: Values) => {
    setUnforeseen(null);
    return sendEntry(() => props.send(values), {
      faults: (faults) => {
        // The problem itself is shown by the view below; here its faults are tied to their fields.
        for (const fault of faults) {
          const name = fault.field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
          const first = name[0];
          if (form.getFieldInstance(name as never) && first !== undefined) {
            form.setFields([{ name: name as never, errors: [fault.message] }]);
          }
        }
      },
      unforeseen: setUnforeseen,
    });
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={props.initial}
      disabled={props.disabled}
      onFinish={(values) => void send(values)}
      onValuesChange={() => props.onChange?.(form.getFieldsValue(true))}
      scrollToFirstError={{ focus: true }}
      validateMessages={{ required: text('required') }}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {required && (
            <span className="required" title={text('required')}>
              *
            </span>
          )}
        </>
      )}
    >
      {props.children}
      <ProblemView error={props.error ?? unforeseen} fieldName={props.fieldName} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={props.pending} danger={props.danger}>
          {props.sendText}
        </Button>
        {props.beside}
      </div>
    </Form>
  );
}
