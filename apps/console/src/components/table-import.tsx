import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import type { QueryKey } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { TableColumns, TableReading, WordMeaning } from '@mingjian/contract/registry';
import { useCommon } from '../language/common';
import { ask, faultsFile, ProblemError, type Schema, useAction, useSend } from '../wire';
import { download } from './csv';
import { FileField } from './file-field';
import { FileReading } from './file-reading';
import { ProblemView } from './problem-view';

export interface FilePart {
  name: string;
  label: string;
  hint: string;
  accept?: string;
  /** Reads the columns of a chosen file, where a person may say which is which. */
  columns?: (file: File, sheet?: string) => Promise<TableColumns>;
}

/** Import of tables in two steps: a trial that writes nothing and names every fault, then the import itself. */
export function TableImport<Reply extends { dryRun: boolean; revision?: number }>(props: {
  parts: FilePart[];
  path: string;
  reply: Schema<Reply>;
  refresh: QueryKey[];
  summary: (reply: Reply) => ReactNode;
}) {
  const text = useCommon();
  const { message } = App.useApp();
  const [files, setFiles] = useState<Record<string, File | null>>({});
  const [readings, setReadings] = useState<Record<string, TableReading>>({});
  // What a person said of a word holds for the mended file, too.
  const [said, setSaid] = useState<WordMeaning[]>([]);
  const body = () => {
    const form = new FormData();
    for (const part of props.parts) {
      const file = files[part.name];
      if (file) form.append(part.name, file, file.name);
      const reading = readings[part.name];
      if (reading) form.append(`reading.${part.name}`, JSON.stringify(reading));
    }
    return form;
  };
  const trial = useSend((_: null) => ask(props.reply, 'POST', props.path, body(), { dryRun: true }));
  const real = useSend(
    (revision: number | undefined) =>
      ask(props.reply, 'POST', props.path, body(), { dryRun: false, revision }),
    { refresh: props.refresh },
  );
  const faults = useAction((_: null) => faultsFile(props.path, body(), { dryRun: true }), {
    onDone: (csv) =>
      csv ? download('faults.csv', csv, 'text/csv') : void message.success(text('noFaultsNow')),
  });
  const reset = () => {
    trial.reset();
    real.reset();
  };
  const error = real.error ?? trial.error;
  const reply = error ? undefined : (real.data ?? trial.data);
  // A file counts once it has been read: what is recognised in it belongs to the import.
  const ready = props.parts.every(({ name, columns }) => files[name] && (!columns || readings[name]));
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
              setReadings(({ [part.name]: _gone, ...others }) => others);
              reset();
            }}
          />
          {part.columns && files[part.name] && (
            <FileReading
              key={`${files[part.name]?.name} ${files[part.name]?.lastModified}`}
              file={files[part.name] as File}
              columns={part.columns}
              said={said}
              onSay={setSaid}
              onChange={(reading) => {
                setReadings((before) => ({ ...before, [part.name]: reading }));
                reset();
              }}
            />
          )}
        </div>
      ))}
      <ProblemView error={error} />
      {error instanceof ProblemError && error.problem.code === 'bad-table' && (
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={faults.isPending}
          onClick={() => faults.run(null)}
        >
          {text('allFaults')}
        </Button>
      )}
      {reply && (
        <>
          <Alert
            type={real.data ? 'success' : 'info'}
            showIcon
            title={real.data ? text('imported') : text('dryRunDone')}
          />
          <div className="import-summary">{props.summary(reply)}</div>
        </>
      )}
      <div className="form-buttons">
        <Button
          type={reply ? 'default' : 'primary'}
          disabled={!ready}
          loading={trial.isPending}
          onClick={() => {
            real.reset();
            trial.mutate(null);
          }}
        >
          {text('dryRun')}
        </Button>
        <Button
          type={reply ? 'primary' : 'default'}
          disabled={!reply || real.isSuccess}
          loading={real.isPending}
          onClick={() => real.mutate(trial.data?.revision)}
        >
          {text('import')}
        </Button>
      </div>
    </div>
  );
}
