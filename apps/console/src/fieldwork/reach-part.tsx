import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { contactsImport, type Channel, type Mailing, type MessageKind } from '@mingjian/contract/fieldwork';
import type { Survey } from '@mingjian/contract/surveys';
import {
  type Column,
  DataTable,
  EmptyState,
  QueryView,
  Section,
  StatusMark,
  TableImport,
} from '../components';
import { currentLanguage } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useSurveys } from '../surveys/requests';
import { SurveyStatus } from '../surveys/status';
import { useAction } from '../wire';
import {
  goOnMailing,
  pauseSurvey,
  resumeSurvey,
  saveNotice,
  savePoster,
  startMailing,
  useMailings,
} from './channel-requests';
import { useChannelTexts } from './channel-texts';
import { OpenLinkPart } from './open-link-part';
import { TimesPart } from './times-part';

/** 发布与触达 of one survey: its times, what is printed for it, and who is written to. */
export function ReachPart({ cycleId }: { cycleId: string }) {
  const t = useChannelTexts();
  const common = useCommon();
  const surveys = useSurveys(cycleId);
  const [chosen, setChosen] = useState<string>();
  return (
    <QueryView query={surveys}>
      {(list) => {
        const published = list.filter((each) => each.publishedVersion !== null);
        const survey = published.find((each) => each.id === chosen) ?? published[0];
        if (!survey) return <EmptyState title={t('reachFirst')} />;
        return (
          <div className="stack">
            <div className="filter-line">
              <Select
                aria-label={common('audience')}
                value={survey.id}
                onChange={setChosen}
                options={published.map((each) => ({
                  value: each.id,
                  label: common(`audience.${each.audience}`),
                }))}
              />
              <SurveyStatus status={survey.status} />
              <PauseButton survey={survey} />
            </div>
            <TimesPart key={`times-${survey.id}`} surveyId={survey.id} />
            <Prints survey={survey} />
            <OpenLinkPart survey={survey} />
            <Messages key={`messages-${survey.id}`} survey={survey} />
          </div>
        );
      }}
    </QueryView>
  );
}

function PauseButton({ survey }: { survey: Survey }) {
  const t = useChannelTexts();
  const refresh = [
    ['cycle', survey.cycleId],
    ['survey', survey.id],
  ];
  const pause = useAction(pauseSurvey, { refresh, done: t('paused') });
  const resume = useAction(resumeSurvey, { refresh, done: t('resumed') });
  if (survey.status === 'open')
    return (
      <Button loading={pause.isPending} onClick={() => pause.run(survey.id)}>
        {t('pause')}
      </Button>
    );
  if (survey.status === 'paused')
    return (
      <Button type="primary" loading={resume.isPending} onClick={() => resume.run(survey.id)}>
        {t('resume')}
      </Button>
    );
  return null;
}

function Prints({ survey }: { survey: Survey }) {
  const t = useChannelTexts();
  const poster = useAction(savePoster);
  const notice = useAction(saveNotice);
  const { id: surveyId, audience } = survey;
  return (
    <Section title={t('prints')} about={t('printsAbout')}>
      <div className="filter-line">
        {(['a4', 'a3'] as const).map((paper) => (
          <Button
            key={paper}
            onClick={() => poster.run({ surveyId, kind: 'code', paper, name: `poster-${audience}-${paper}` })}
          >
            {t('poster', { paper: paper.toUpperCase() })}
          </Button>
        ))}
        {audience === 'student' && (
          <Button onClick={() => notice.run({ surveyId, name: 'guardian-notice' })}>{t('notice')}</Button>
        )}
      </div>
    </Section>
  );
}

const marks = { sending: 'active', waiting: 'pending', stopped: 'late', done: 'done' } as const;

function Messages({ survey }: { survey: Survey }) {
  const t = useChannelTexts();
  const common = useCommon();
  const formats = useFormats();
  const { modal } = App.useApp();
  const query = useMailings(survey.id);
  const refresh = [['survey', survey.id, 'mailings']];
  const start = useAction(startMailing, { refresh, done: t('sendStarted') });
  const goOn = useAction(goOnMailing, { refresh });
  const ask = (kind: MessageKind, channel: Channel, title: string) => () =>
    void modal.confirm({
      title: `${title}：${t('sendAsk')}`,
      content: t('sendAskMore'),
      okText: title,
      cancelText: common('cancel'),
      onOk: () => start.run({ surveyId: survey.id, kind, channel, language: currentLanguage() }),
    });
  const count = (key: 'total' | 'sent' | 'bounced', title: string): Column<Mailing> => ({
    key,
    title,
    value: (row) => row[key],
    show: (row) => formats.number(row[key]),
    numeric: true,
  });
  const columns: Column<Mailing>[] = [
    {
      key: 'kind',
      title: t('kind'),
      value: (row) => `${t(`kind.${row.kind}`)} · ${t(`channel.${row.channel}`)}`,
    },
    {
      key: 'status',
      title: common('status'),
      value: (row) => t(`mailing.${row.status}`),
      show: (row) => <StatusMark mark={marks[row.status]}>{t(`mailing.${row.status}`)}</StatusMark>,
    },
    count('total', t('target')),
    count('sent', t('sent')),
    count('bounced', t('bounced')),
    {
      key: 'at',
      title: t('startedAt'),
      value: (row) => row.startedAt,
      show: (row) => formats.moment(row.startedAt),
    },
    {
      key: 'go',
      title: common('actions'),
      value: () => null,
      buttons: true,
      show: (row) =>
        row.status === 'stopped' && (
          <Button size="small" onClick={() => goOn.run({ surveyId: survey.id, id: row.id })}>
            {t('goOn')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Section title={t('contacts')} about={t('contactsAbout')}>
        <TableImport
          parts={[{ name: 'file', label: t('contactsFile'), hint: t('contactsHint') }]}
          path={`/surveys/${survey.id}/contacts`}
          reply={contactsImport}
          refresh={refresh}
          summary={(reply) => (
            <ul className="plain">
              <li>{t('imported', { n: formats.number(reply.contacts), cells: reply.cells })}</li>
              <li>{t('contactsCount', { email: reply.email, sms: reply.sms, bounced: 0 })}</li>
              <li>
                {common('encoding')}: {reply.encoding}
              </li>
            </ul>
          )}
        />
      </Section>
      <Section title={t('messages')} about={t('messagesAbout')}>
        <QueryView query={query}>
          {({ channels, contacts, list }) => (
            <div className="stack">
              <p>{t('contactsCount', { ...contacts })}</p>
              {!channels.email && !channels.sms && <p>{t('channelOff')}</p>}
              <div className="filter-line">
                {channels.email && (
                  <>
                    <Button type="primary" onClick={ask('invitation', 'email', t('inviteEmail'))}>
                      {t('inviteEmail')}
                    </Button>
                    <Button onClick={ask('reminder', 'email', t('remindEmail'))}>{t('remindEmail')}</Button>
                  </>
                )}
                {channels.sms && (
                  <>
                    <Button onClick={ask('invitation', 'sms', t('inviteSms'))}>{t('inviteSms')}</Button>
                    <Button onClick={ask('reminder', 'sms', t('remindSms'))}>{t('remindSms')}</Button>
                  </>
                )}
              </div>
              <DataTable
                label={t('messages')}
                rows={list}
                columns={columns}
                rowKey={(row) => row.id}
                fileName="mailings"
                empty={<EmptyState title={t('noMailings')} />}
              />
            </div>
          )}
        </QueryView>
      </Section>
    </>
  );
}
