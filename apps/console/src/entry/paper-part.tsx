import { App, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { OpenForm } from '@mingjian/contract/responses';
import { compileValidation, type AnswerFault } from '@mingjian/questionnaire';
import { differences, keyedAnswers, keyedItems } from '@mingjian/questionnaire/keying';
import { QueryView, Section } from '../components';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { faultsProblem } from './faults-problem';
import type { Paper, Update } from './kept-work';
import { KeyingSheet } from './keying-sheet';
import { publishedForm } from './requests';
import { useTexts } from './texts';
import { ThirdLook } from './third-look';

/** One paper from its first keying until it waits to be handed in. */
export function PaperPart(props: { paper: Paper; update: Update }) {
  const { surveyId } = props.paper;
  const query = useQuery({
    queryKey: ['survey', surveyId, 'published-form'],
    queryFn: () => publishedForm(surveyId),
  });
  return <QueryView query={query}>{(form) => <OpenPaper {...props} form={form} />}</QueryView>;
}

function OpenPaper({ paper, update, form }: { paper: Paper; update: Update; form: OpenForm }) {
  const t = useTexts();
  const common = useCommon();
  const inWords = useLocalized();
  const { modal, message } = App.useApp();
  const items = useMemo(() => keyedItems(form.json), [form]);
  const validation = useMemo(() => compileValidation(form.json), [form]);
  const [faults, setFaults] = useState<AnswerFault[]>([]);
  const { stage } = paper;
  const different = differences(items, paper.first, paper.second);
  const faulty = (code: string, question: string) =>
    faults.some(({ field }) => field === code || field === question);
  const inQuestion = items.filter(({ code, question }) => different.includes(code) || faulty(code, question));

  const change = (part: Partial<Paper>) =>
    update((before) => ({ ...before, paper: before.paper && { ...before.paper, ...part } }));
  const key = (which: 'first' | 'second' | 'third') => (code: string, typed: string) =>
    update((before) => ({
      ...before,
      paper: before.paper && { ...before.paper, [which]: { ...before.paper[which], [code]: typed } },
    }));
  const giveUp = () =>
    void modal.confirm({
      title: t('giveUpAsk'),
      content: t('giveUpMore'),
      okText: t('giveUp'),
      okButtonProps: { danger: true },
      cancelText: common('cancel'),
      onOk: () => update((before) => ({ ...before, paper: null })),
    });
  const decideAll = () => {
    const read = keyedAnswers(items, { ...paper.first, ...paper.third });
    const verdict = validation.validate(read.answers);
    const found = [...read.faults, ...(verdict.ok ? [] : verdict.faults)];
    setFaults(found);
    if (!verdict.ok || found.length > 0 || paper.held === null || !('credential' in paper.held)) return;
    const body = {
      ...paper.held.credential,
      versionId: form.versionId,
      // What is printed on paper is Chinese.
      language: 'zh-CN' as const,
      answers: verdict.answers,
      mode: paper.mode,
    };
    update((before) => ({
      paper: null,
      waiting: [...before.waiting, { surveyId: paper.surveyId, body }],
    }));
    void message.success(t('added'));
  };

  const beside = <Button onClick={giveUp}>{t('giveUp')}</Button>;
  const title = `${inWords(form.title)} · ${t(`mode.${paper.mode}`)}`;
  if (stage === 'third') {
    return (
      <Section title={`${title} · ${t('stage.third')}`} about={t('thirdAbout')}>
        <ThirdLook
          paper={paper}
          different={different.length}
          items={inQuestion}
          decide={key('third')}
          finish={decideAll}
          error={faults.length > 0 ? faultsProblem(faults, items, t('unreadable'), inWords) : null}
          beside={beside}
        />
      </Section>
    );
  }
  const which = stage === 'second' ? 'second' : 'first';
  return (
    <Section title={`${title} · ${t(`stage.${which}`)}`} about={t(`${which}About`)}>
      <KeyingSheet
        key={which}
        items={items}
        typed={paper[which]}
        change={key(which)}
        finish={() => change({ stage: which === 'first' ? 'second' : 'third' })}
        finishText={t(which === 'first' ? 'finishFirst' : 'finishSecond')}
        beside={beside}
      />
    </Section>
  );
}
