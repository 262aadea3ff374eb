import { RightOutlined } from '@ant-design/icons';
import { Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Board } from '@mingjian/contract/cycles';
import { EmptyState, EntryForm, Facts, PageHeader, QueryView, Section, StatusMark } from '../components';
import { useLanguage, useLocalized } from '../language';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useSend } from '../wire';
import { Milestones } from './milestones';
import { Reminders } from './reminders';
import { commission, useAgencies, useBoard } from './requests';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const localized = useLocalized();
  const person = usePerson();
  const board = useBoard(cycleId);
  return (
    <>
      <PageHeader
        title={board.data ? localized(board.data.cycle.title) : t('board')}
        actions={
          person.role === 'office' && (
            <>
              <Link to="/new-cycle">
                <Button>{t('newCycle')}</Button>
              </Link>
              {board.data && <Commission board={board.data} />}
            </>
          )
        }
      />
      <QueryView query={board} rows={10}>
        {(data) => (
          <>
            <Today todo={data.todo} />
            <Progress board={data} />
            {data.reminders && <Reminders reminders={data.reminders} />}
            <Milestones cycle={data.cycle} />
            <Facts
              items={[
                [t('agency'), data.cycle.agency?.name ?? t('agencyNone')],
                [t('focus'), data.cycle.focus],
              ]}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function Today({ todo }: { todo: Board['todo'] }) {
  const t = useTexts();
  const localized = useLocalized();
  return (
    <Section title={t('today')}>
      {todo.length === 0 ? (
        <EmptyState title={t('nothingToday')} next={t('nothingTodayNext')} />
      ) : (
        <ul className="todo">
          {todo.map((item, index) => (
            <li key={index}>
              <Link to={item.link}>
                <span>{localized(item.text)}</span>
                <RightOutlined aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const marks = { done: 'done', active: 'active', waiting: 'waiting', late: 'late' } as const;

function Progress({ board }: { board: Board }) {
  const t = useTexts();
  const formats = useFormats();
  const language = useLanguage();
  // Days of another year would mislead without it.
  const dayOf = (day: string) =>
    day.startsWith(`${board.cycle.year}-`) ? formats.shortDay(day) : formats.day(day);
  const keys = board.cycle.milestones.map((each) => each.key);
  return (
    <Section title={t('progress')} about={t('progressAbout')}>
      <div className="table-scroll" role="group" aria-label={t('progress')} tabIndex={0}>
        <table className="board">
          <thead>
            <tr>
              <td />
              {board.cycle.milestones.map((each) => (
                <th key={each.key} scope="col">
                  {t(`milestone.${each.key}`)}
                  <small>{t(`party.${each.responsible}`)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.rows.map((row) => (
              <tr key={row.countyCode}>
                <th scope="row">{language === 'en' ? row.nameEn : row.nameZh}</th>
                {keys.map((key) => {
                  const cell = row.cells.find((each) => each.key === key);
                  if (!cell) return <td key={key} />;
                  return (
                    <td key={key} className={`board-${cell.state}`}>
                      <StatusMark mark={marks[cell.state]}>{t(`state.${cell.state}`)}</StatusMark>
                      <small>
                        {cell.doneOn
                          ? t('doneOn', { day: dayOf(cell.doneOn) })
                          : t('due', { day: dayOf(cell.due) })}
                      </small>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Commission({ board }: { board: Board }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const agencies = useAgencies(open);
  const cycleId = board.cycle.id;
  const send = useSend((values: { agencyId: string }) => commission(cycleId, values.agencyId), {
    refresh: [['cycle', cycleId], ['cycles']],
    done: t('commissioned'),
    onDone: () => setOpen(false),
  });
  if (board.cycle.agency) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('commission')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t('commission')}
        destroyOnHidden
      >
        <p>{t('commissionAbout')}</p>
        <QueryView query={agencies} rows={2}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t('noAgencies')} />
            ) : (
              <EntryForm<{ agencyId: string }>
                initial={list.length === 1 ? { agencyId: list[0]?.id } : {}}
                send={(values) => send.mutateAsync(values)}
                error={send.error}
                pending={send.isPending}
                sendText={t('commission')}
              >
                <Form.Item name="agencyId" label={t('agency')} rules={[{ required: true }]}>
                  <Select options={list.map((each) => ({ value: each.id, label: each.name }))} />
                </Form.Item>
              </EntryForm>
            )
          }
        </QueryView>
      </Modal>
    </>
  );
}
