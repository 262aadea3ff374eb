import { Alert } from 'antd';
import type { Board } from '@mingjian/contract/cycles';
import { Section, StatusMark } from '../components';
import { useLanguage } from '../language';
import { useFormats } from '../language/formats';
import { useCountyName } from './requests';
import { useTexts } from './texts';

const marks = { sending: 'active', sent: 'done', nobody: 'late' } as const;

/** 逾期提醒: who was written to when a deadline passed, or that nobody can be. */
export function Reminders({ reminders }: { reminders: NonNullable<Board['reminders']> }) {
  const t = useTexts();
  const formats = useFormats();
  const language = useLanguage();
  const countyName = useCountyName();
  return (
    <Section title={t('reminders')} about={t('remindersAbout')}>
      {!reminders.mail && <Alert type="warning" showIcon title={t('remindersNoMail')} />}
      {reminders.mail && reminders.list.length === 0 && <p className="hint">{t('remindersNone')}</p>}
      <ul className="reminders">
        {reminders.list.map(({ key, due, to, counties, status, calledOn, recipients, reached }) => (
          <li key={`${key} ${due}`}>
            <StatusMark mark={marks[status]}>
              {t(`reminder.${status}`, { n: reached, of: recipients })}
            </StatusMark>
            <p>
              {t('reminderSaid', {
                day: formats.day(calledOn),
                party: t(`party.${to}`),
                milestone: t(`milestone.${key}`),
                due: formats.day(due),
              })}
            </p>
            <p className="hint">
              {t('reminderCounties', {
                n: counties.length,
                counties: counties.map((code) => countyName(code)).join(language === 'en' ? ', ' : '、'),
              })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
