import { App, Button } from 'antd';
import { useParams } from 'react-router';
import { Facts, PageHeader, QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { QrCode } from '../surveys/qr-code';
import { useAction } from '../wire';
import { closeRoom, useRoom } from './channel-requests';
import { useChannelTexts } from './channel-texts';

/** What stands on the supervisor's screen: the code that devices scan, and counts. */
export function Component() {
  const { cycleId = '', surveyId = '', roomId = '' } = useParams();
  const t = useChannelTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  const { modal } = App.useApp();
  const query = useRoom(surveyId, roomId);
  const close = useAction(closeRoom, {
    refresh: [
      ['room', roomId],
      ['cycle', cycleId, 'school'],
    ],
  });
  const ask = () =>
    void modal.confirm({
      title: t('roomCloseAsk'),
      content: t('roomCloseMore'),
      okText: t('roomClose'),
      cancelText: common('cancel'),
      onOk: () => close.run({ surveyId, id: roomId }),
    });
  const back = person.role === 'school' ? 'school' : `schools/${query.data?.schoolCode ?? ''}`;
  return (
    <>
      <PageHeader
        title={
          query.data ? `${query.data.schoolName} · ${query.data.className ?? t('staff')}` : t('roomTitle')
        }
        about={t('roomQuiet')}
        back={{ to: `/cycles/${cycleId}/${back}`, label: common('back') }}
        actions={
          query.data?.open && (
            <Button danger onClick={ask} loading={close.isPending}>
              {t('roomClose')}
            </Button>
          )
        }
      />
      <QueryView query={query}>
        {(room) => (
          <div className="stack">
            <Facts
              items={[
                [
                  t('roomStarted'),
                  <span key="started" className="big-number">
                    {room.started} <small>/ {room.codes}</small>
                  </span>,
                ],
                [t('roomTaken'), t('roomWaiting', { taken: room.taken, n: room.waiting })],
                [
                  common('status'),
                  room.open ? t('roomUntil', { at: formats.moment(room.closesAt) }) : t('roomClosed'),
                ],
              ]}
            />
            {room.link !== null && (
              <Section title={t('roomTitle')} about={t('roomScan')}>
                <div className="room-code">
                  <QrCode text={room.link} label={room.link} size={360} />
                  <p>{room.link}</p>
                </div>
              </Section>
            )}
          </div>
        )}
      </QueryView>
    </>
  );
}
