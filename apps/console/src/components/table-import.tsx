import { Alert, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { QueryKey } from '@tanstack/react-query';
import type { TableColumns } from '@mingjian/contract/registry';
import { useCommon } from '../language/common';
import { useSend } from '../wire/changes';
import { ColumnMapping } from './column-mapping';
import { FileField } from './file-field';
import { ProblemView } from './problem-view';

export interface FilePart {
  name: string;
  label: string;
  hint: string;
  accept?: string;
  /** Reads the columns of a chosen file, where a person may say which is which. */
  columns?: (file: File) => Promise<TableColumns>;
}

/** Import of tables in two steps: a trial that writes nothing and names every fault, then the import itself. */
export function TableImport<Reply extends { dryRun: boolean }>(props: {
  parts: FilePart[];
  send: (form: FormData, dryRun: boolean) => Promise<Reply>;
  refresh: QueryKey[];
  summary: (reply: Reply) => ReactNode;
}) {
  const text = useCommon();
  const [files, setFiles] = useState<Record<string, File | null>>({});
  const [mappings, setMappings] = useState<Record<string, Record<string, string>>>({});
  const body = () => {
    const form = new FormData();
    for (const part of props.parts) {
      const file = files[part.name];
      if (file) form.append(part.name, file, file.name);
      const mapping = mappings[part.name];
      if (mapping) form.append(`mapping.${part.name}`, JSON.stringify(mapping));
    }
    return form;
  };
  const trial = useSend((_: null) => props.send(body(), true));
  const real = useSend((_: null) => props.send(body(), false), { refresh: props.refresh });
  const reply = real.data ?? trial.data;
  const ready = props.parts.every((part) => files[part.name]);
  return (
    <div className="table-import">
      {props.parts.map((part) => (
        <div key={part.name}>
          <FileField
            label={part.label}
            hint={part.hint}
            accept={part.accept ?? '.csv,text/csv'}
            file={files[part.name] ?? null}
            onChoose={(file) => {
              setFiles((before) => ({ ...before, [part.name]: file }));
              setMappings(({ [part.name]: _gone, ...others }) => others);
              trial.reset();
              real.reset();
            }}
          />
          {part.columns && files[part.name] && (
            <ColumnMapping
              key={files[part.name]?.lastModified}
              file={files[part.name] as File}
              columns={part.columns}
              onChange={(mapping) => {
                setMappings((before) => ({ ...before, [part.name]: mapping }));
                trial.reset();
                real.reset();
              }}
            />
          )}
        </div>
      ))}
      <ProblemView error={real.error ?? trial.error} />
      {reply && (
        <Alert
          type={real.data ? 'success' : 'info'}
          showIcon
          title={real.data ? text('imported') : text('dryRunDone')}
          description={props.summary(reply)}
        />
      )}
      <div className="form-buttons">
        <Button
          type={trial.data ? 'default' : 'primary'}
          disabled={!ready}
          loading={trial.isPending}
          onClick={() => trial.mutate(null)}
        >
          {text('dryRun')}
        </Button>
        <Button
          type={trial.data ? 'primary' : 'default'}
          disabled={!trial.data || real.isSuccess}
          loading={real.isPending}
          onClick={() => real.mutate(null)}
        >
          {text('import')}
        </Button>
      </div>
    </div>
  );
}
