import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { ProblemView, Section } from '../components';
import { useCommon } from '../language/common';
import { ProblemError, useSend } from '../wire';
import type { Update, Waiting } from './kept-work';
import { enter } from './requests';
import { useTexts } from './texts';

/** Papers that go together, so that the time of a trade does not lead to an answer: as many as the smallest shown cell. */
const together = 10;

interface Outcome {
  sent: number;
  refused: Map<string, ProblemError>;
}

/** Finished papers, handed in together in the order of their random tokens, which is no order. */
export function WaitingBatch({ waiting, update }: { waiting: Waiting[]; update: Update }) {
  const t = useTexts();
  const common = useCommon();
  const { modal } = App.useApp();
  const [outcome, setOutcome] = useState<Outcome>({ sent: 0, refused: new Map() });
  const drop = (gone: (token: string) => boolean) =>
    update((before) => ({ ...before, waiting: before.waiting.filter(({ body }) => !gone(body.token)) }));

  const send = useSend(async () => {
    const done: Outcome = { sent: 0, refused: new Map() };
    const batch = [...waiting].sort((a, b) => (a.body.token < b.body.token ? -1 : 1));
    try {
      for (const { surveyId, body } of batch) {
        const refusal = await refusalOf(enter(surveyId, body));
        if (refusal === null) {
          done.sent += 1;
          drop((token) => token === body.token);
        } else done.refused.set(body.token, refusal);
      }
    } finally {
      setOutcome(done);
    }
  });
  const handIn = () => {
    if (waiting.length >= together) return send.mutate(undefined);
    void modal.confirm({
      title: t('fewAsk', { n: waiting.length }),
      content: t('fewMore', { of: together }),
      okText: t('handIn'),
      cancelText: common('cancel'),
      onOk: () => send.mutate(undefined),
    });
  };
  const left = waiting.filter(({ body }) => outcome.refused.has(body.token)).length;
  const dropRefused = () =>
    void modal.confirm({
      title: t('dropAsk', { n: left }),
      content: t('dropMore'),
      okText: t('dropRefused', { n: left }),
      okButtonProps: { danger: true },
      cancelText: common('cancel'),
      onOk: () => drop((token) => outcome.refused.has(token)),
    });

  return (
    <Section
      title={`${t('waiting')} · ${t('waitingCount', { n: waiting.length })}`}
      about={t('waitingAbout', { n: together })}
      actions={
        <Button
          type={waiting.length >= together ? 'primary' : 'default'}
          disabled={waiting.length === 0}
          loading={send.isPending}
          onClick={handIn}
        >
          {t('handIn')}
        </Button>
      }
    >
      <div className="stack">
        {outcome.sent > 0 && <Alert type="success" showIcon title={t('sent', { n: outcome.sent })} />}
        <ProblemView error={send.error} />
        {left > 0 && (
          <>
            <Alert
              type="warning"
              showIcon
              title={t('leftOver', { n: left })}
              action={<Button onClick={dropRefused}>{t('dropRefused', { n: left })}</Button>}
            />
            {[...outcome.refused.values()].slice(0, 3).map((error, at) => (
              <ProblemView key={at} error={error} />
            ))}
          </>
        )}
        {waiting.length === 0 && outcome.sent === 0 && <p className="section-about">{t('waitingNone')}</p>}
      </div>
    </Section>
  );
}

/** A refusal concerns one paper; what stops all of them (no network, a session that ended, a busy server) is thrown. */
async function refusalOf(work: Promise<unknown>): Promise<ProblemError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const one = error instanceof ProblemError && [400, 404, 409].includes(error.problem.status);
    if (one) return error;
    throw error;
  }
}
