import { Button } from 'antd';
import { useState } from 'react';
import { FileField, ProblemView, Section } from '../components';
import { useSend } from '../wire';
import { importTree } from './requests';
import { useTexts } from './texts';

export function TreeImport({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [names, setNames] = useState<File | null>(null);
  const send = useSend((form: FormData) => importTree(cycleId, form), {
    refresh: [['cycle', cycleId]],
    done: t('treeImported'),
  });
  const start = () => {
    if (!file) return;
    const form = new FormData();
    form.append('file', file, file.name);
    if (names) form.append('names', names, names.name);
    send.mutate(form);
  };
  return (
    <Section title={t('importTree')}>
      <FileField label={t('treeFile')} hint={t('treeHint')} accept=".csv" file={file} onChoose={setFile} />
      <FileField
        label={t('namesFile')}
        hint={t('namesHint')}
        accept=".csv"
        file={names}
        onChoose={setNames}
      />
      <ProblemView error={send.error} />
      <Button type="primary" disabled={!file} loading={send.isPending} onClick={start}>
        {t('importTree')}
      </Button>
    </Section>
  );
}
