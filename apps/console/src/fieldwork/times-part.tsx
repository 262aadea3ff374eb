import { Alert, Button, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import type { SurveySchedule } from '@mingjian/contract/surveys';
import { EntryForm, QueryView, Section } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { hasStatus, useSend } from '../wire';
import { putSchedule, useSchedule } from './channel-requests';
import { useChannelTexts } from './channel-texts';

/** 开放与结束时间 of a survey. */
export function TimesPart({ surveyId }: { surveyId: string }) {
  const t = useChannelTexts();
  const query = useSchedule(surveyId);
  return (
    <Section title={t('schedule')} about={t('scheduleAbout')}>
      <QueryView query={query}>
        {(data) => <TimesForm schedule={data} onConflict={() => void query.refetch()} />}
      </QueryView>
    </Section>
  );
}

interface TimeValues {
  opensAt: Dayjs | null;
  closesAt: Dayjs | null;
}
/** Beijing keeps one offset all year, whatever the clock of this computer is set to. */
const beijing = '+08:00';
const shown = (moment: string | null) =>
  moment === null
    ? null
    : dayjs(new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 19));
const sent = (moment: Dayjs | null | undefined) =>
  moment ? `${moment.format('YYYY-MM-DDTHH:mm')}:00${beijing}` : null;
const valuesOf = ({ opensAt, closesAt }: SurveySchedule): TimeValues => ({
  opensAt: shown(opensAt),
  closesAt: shown(closesAt),
});

/** What a colleague saves meanwhile is shown beside what was typed here, and takes its place only when asked to. */
function TimesForm({ schedule, onConflict }: { schedule: SurveySchedule; onConflict: () => void }) {
  const t = useChannelTexts();
  const common = useCommon();
  const formats = useFormats();
  const [form] = Form.useForm<TimeValues>();
  const [base, setBase] = useState(schedule);
  const isNewer = schedule.revision > base.revision;
  const adopt = (next: SurveySchedule) => {
    form.setFields([
      { name: 'opensAt', value: shown(next.opensAt), touched: false },
      { name: 'closesAt', value: shown(next.closesAt), touched: false },
    ]);
    setBase(next);
  };
  useEffect(() => {
    if (isNewer && !form.isFieldsTouched()) adopt(schedule);
  }, [schedule]);
  const send = useSend(putSchedule, {
    refresh: [['survey', schedule.surveyId, 'schedule']],
    done: t('scheduleSaved'),
    onDone: adopt,
  });
  const save = async (values: TimeValues, revision: number) => {
    try {
      await send.mutateAsync({
        surveyId: schedule.surveyId,
        revision,
        opensAt: sent(values.opensAt),
        closesAt: sent(values.closesAt),
      });
    } catch (error) {
      if (hasStatus(error, 409)) onConflict();
      throw error;
    }
  };
  const moment = (at: string | null) => (at === null ? t('timeNone') : formats.moment(at));
  const field = (name: keyof TimeValues) => (
    <Form.Item name={name} label={t(name)}>
      <DatePicker showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" />
    </Form.Item>
  );
  return (
    <EntryForm<TimeValues>
      form={form}
      initial={valuesOf(base)}
      send={(values) => save(values, base.revision)}
      error={send.error}
      pending={send.isPending}
      sendText={common('save')}
    >
      <div className="date-grid">
        {field('opensAt')}
        {field('closesAt')}
      </div>
      {isNewer && (
        <Alert
          type="warning"
          showIcon
          title={t('timesNewer', { opens: moment(schedule.opensAt), closes: moment(schedule.closesAt) })}
          action={
            <div className="cell-buttons">
              <Button
                onClick={() => {
                  send.reset();
                  adopt(schedule);
                }}
              >
                {t('timesTheirs')}
              </Button>
              <Button
                onClick={() => void save(form.getFieldsValue(), schedule.revision).catch(() => undefined)}
              >
                {t('timesMine')}
              </Button>
            </div>
          }
        />
      )}
    </EntryForm>
  );
}
