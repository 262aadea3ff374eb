import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useRef } from 'react';
import { useCommon } from '../language/common';

/** Chooses one file; the chosen name stays visible. */
export function FileField(props: {
  label: string;
  hint?: string;
  accept: string;
  file: File | null;
  onChoose: (file: File | null) => void;
}) {
  const text = useCommon();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="file-field">
      <label htmlFor={id}>{props.label}</label>
      {props.hint && <p className="hint">{props.hint}</p>}
      <input
        ref={input}
        id={id}
        type="file"
        accept={props.accept}
        className="file-input"
        onChange={(event) => {
          props.onChoose(event.target.files?.[0] ?? null);
          // The same file, mended, may be chosen again.
          event.target.value = '';
        }}
      />
      <div className="file-line">
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {text('chooseFile')}
        </Button>
        <span aria-live="polite">{props.file && text('chosen', { name: props.file.name })}</span>
      </div>
    </div>
  );
}
