import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ContactsImport, Mailing, Mailings, StartMailing } from '@mingjian/contract/fieldwork';
import { sendMailing } from '@mingjian/contract/jobs';
import type { Connection, Model } from 'mongoose';
import { CodeExchangeService, SampledPlacesService } from '../distribution';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { badTable, Env, inTransaction, JobSender, Problem } from '../platform';
import { SurveysService } from '../surveys';
import { addressMark, contactKey, sealContact } from './contact-seal';
import { readContacts, type ContactRow } from './contacts-table';
import type { ContactDocument, MailingDocument } from './mailings.schema';

const reminderEveryMs = 24 * 3_600_000;
/** Figures of a reminder move in steps: it goes to those whose code is unused. */
const step = 10;

/** 邀请与提醒: contacts are taken in sealed and never shown again; messages go out from the worker. */
@Injectable()
export class MailingsService {
  private readonly key: Uint8Array;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Contact') private readonly contacts: Model<ContactDocument>,
    @InjectModel('Mailing') private readonly mailings: Model<MailingDocument>,
    private readonly surveys: SurveysService,
    private readonly places: SampledPlacesService,
    private readonly exchange: CodeExchangeService,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
    private readonly env: Env,
  ) {
    this.key = contactKey(env.secret);
  }

  /** Counts of contacts and mailings. @throws Problem 404 `survey-not-found` */
  async overview(scope: Scope, surveyId: string): Promise<Mailings> {
    await this.surveys.get(scope, surveyId);
    const count = (filter: Partial<ContactDocument>) => this.contacts.countDocuments({ surveyId, ...filter });
    const [email, sms, bounced, list] = await Promise.all([
      count({ channel: 'email' }),
      count({ channel: 'sms' }),
      count({ bounced: true }),
      this.mailings.find({ surveyId }).sort({ startedAt: -1 }).lean<MailingDocument[]>(),
    ]);
    const { smtpUrl, smsUrl } = this.env.messaging;
    return {
      channels: { email: smtpUrl !== null, sms: smsUrl !== null },
      contacts: { email, sms, bounced },
      list: list.map(mailingOf),
    };
  }

  /**
   * Takes in who can be written to, all rows or none. Each gets a code of the class; slips of the class that were not
   * used become void.
   *
   * @throws Problem 422 `bad-table`, 409 `survey-state`, 404 `survey-not-found`
   */
  async importContacts(
    person: Person,
    surveyId: string,
    bytes: Uint8Array,
    dryRun: boolean,
  ): Promise<ContactsImport> {
    const survey = await this.surveys.get(scopeOf(person), surveyId);
    if (survey.publishedVersion === null || survey.status === 'closed') throw notInField();
    const { contacts, encoding } = await readContacts(bytes, await this.places.ofSurvey(surveyId));
    const marks = contacts.map(({ address }) => addressMark(this.key, surveyId, address));
    await this.requireNew(surveyId, contacts, marks);
    const byCell = new Map<string, { contact: ContactRow; mark: string }[]>();
    contacts.forEach((contact, at) => {
      byCell.set(contact.cellId, [...(byCell.get(contact.cellId) ?? []), { contact, mark: marks[at] ?? '' }]);
    });
    await this.requireCodes(byCell);
    const email = contacts.filter(({ channel }) => channel === 'email').length;
    const reply = {
      contacts: contacts.length,
      email,
      sms: contacts.length - email,
      cells: byCell.size,
      encoding,
      dryRun,
    };
    if (dryRun) return reply;
    await inTransaction(this.connection, async (session) => {
      for (const [cellId, ofCell] of byCell) {
        const tokens = await this.exchange.renew(surveyId, cellId, ofCell.length, 'message', session);
        if (tokens.length < ofCell.length) throw tooFewCodes(ofCell.map(({ contact }) => contact));
        await this.contacts.insertMany(
          ofCell.map(({ contact: { address, channel }, mark }, at) => {
            const _id = randomUUID();
            const token = tokens[at] ?? '';
            const sealed = sealContact(this.key, _id, { address, token });
            const codeId = this.exchange.hash(token);
            return { _id, surveyId, channel, sealed, mark, codeId, bounced: false, mailingId: null };
          }),
          { session, ordered: true },
        );
      }
      const detail = { contacts: contacts.length, cells: byCell.size };
      await this.audit.record(
        { actor: person.email, action: 'contacts.import', subject: surveyId, detail },
        session,
      );
    });
    return reply;
  }

  /**
   * Begins an invitation, or a reminder to those whose code is unused.
   *
   * @throws Problem 409 `survey-not-open`, 409 `channel-off`, 409 `no-contacts`, 409 `mailing-running`, 429 `too-soon`
   *   within a day of the last reminder
   */
  async start(person: Person, surveyId: string, input: StartMailing): Promise<Mailing> {
    const survey = await this.surveys.get(scopeOf(person), surveyId);
    if (survey.status !== 'open') throw notOpen();
    const { smtpUrl, smsUrl } = this.env.messaging;
    if ((input.channel === 'email' ? smtpUrl : smsUrl) === null) throw channelOff();
    const earlier = await this.mailings.find({ surveyId, channel: input.channel }).lean<MailingDocument[]>();
    if (earlier.some(({ status }) => status !== 'done')) throw running();
    const since = Math.max(0, ...earlier.map(({ startedAt }) => startedAt.getTime()));
    const wait = since + reminderEveryMs - Date.now();
    if (input.kind === 'reminder' && wait > 0) throw tooSoon(Math.ceil(wait / 1000));
    const filter = { surveyId, channel: input.channel, bounced: false };
    const found = await this.contacts
      .find(input.kind === 'invitation' ? { ...filter, mailingId: null } : filter, { codeId: 1 })
      .lean<Pick<ContactDocument, 'codeId'>[]>();
    const total = (await this.exchange.unusedOf(found.map(({ codeId }) => codeId))).size;
    if (total === 0) throw noContacts();
    const mailing: MailingDocument = {
      _id: randomUUID(),
      surveyId,
      ...input,
      status: 'sending',
      total,
      sent: 0,
      bounced: 0,
      startedAt: new Date(),
      startedBy: person.name,
    };
    await inTransaction(this.connection, async (session) => {
      await this.mailings.insertMany([mailing], { session });
      const { kind, channel } = input;
      const detail = { mailing: mailing._id, kind, channel };
      await this.audit.record(
        { actor: person.email, action: 'mailing.start', subject: surveyId, detail },
        session,
      );
    });
    await this.wake(mailing._id);
    return mailingOf(mailing);
  }

  /** Goes on with a mailing that was given up. @throws Problem 404 `mailing-unknown` */
  async goOn(person: Person, surveyId: string, id: string): Promise<Mailing> {
    await this.surveys.get(scopeOf(person), surveyId);
    const found = await inTransaction(this.connection, async (session) => {
      const resumed = await this.mailings
        .findOneAndUpdate(
          { _id: id, surveyId, status: 'stopped' },
          { status: 'sending' },
          { session, returnDocument: 'after' },
        )
        .lean<MailingDocument>();
      if (!resumed) throw unknownMailing();
      const detail = { mailing: id };
      await this.audit.record(
        { actor: person.email, action: 'mailing.go-on', subject: surveyId, detail },
        session,
      );
      return resumed;
    });
    await this.wake(id);
    return mailingOf(found);
  }

  /** That Redis is away costs seconds: the worker finds what is due in MongoDB. */
  private async wake(mailingId: string): Promise<void> {
    await this.jobs.send(sendMailing, { mailingId }).catch(() => undefined);
  }

  private async requireNew(
    surveyId: string,
    contacts: readonly ContactRow[],
    marks: readonly string[],
  ): Promise<void> {
    const known = new Set(
      (await this.contacts.find({ surveyId, mark: { $in: [...marks] } }, { mark: 1 }).lean()).map(
        ({ mark }) => mark,
      ),
    );
    const faults = contacts.flatMap(({ row, channel }, at) => {
      if (!known.has(marks[at] ?? '')) return [];
      const message = { zh: '这个地址此前已经导入。', en: 'This address was imported before.' };
      return [{ field: channel === 'email' ? '邮箱' : '手机', row, rule: 'already-there', message }];
    });
    if (faults.length > 0) throw badTable(faults);
  }

  private async requireCodes(byCell: ReadonlyMap<string, readonly { contact: ContactRow }[]>): Promise<void> {
    const free = await this.exchange.freeCounts([...byCell.keys()]);
    const short = [...byCell].filter(([cellId, rows]) => (free.get(cellId) ?? 0) < rows.length);
    if (short.length > 0)
      throw tooFewCodes(short.flatMap(([, rows]) => rows.slice(0, 1).map(({ contact }) => contact)));
  }
}

function mailingOf({ _id, surveyId: _survey, startedAt, ...mailing }: MailingDocument): Mailing {
  const rounded = (count: number) => (mailing.kind === 'reminder' ? Math.floor(count / step) * step : count);
  return {
    id: _id,
    ...mailing,
    total: rounded(mailing.total),
    sent: rounded(mailing.sent),
    startedAt: startedAt.toISOString(),
  };
}

function tooFewCodes(rows: readonly ContactRow[]): Problem {
  return badTable(
    rows.map(({ row }) => ({
      field: '班级',
      row,
      rule: 'no-code-left',
      message: {
        zh: '该班（或教师组）没有足够的未用作答码：请先发放本县（市、区）的作答码，或核对人数。',
        en: 'This class has not enough unused codes: issue the codes of the county first, or check the number of people.',
      },
    })),
  );
}
function notInField(): Problem {
  return new Problem(409, 'survey-state', {
    zh: '问卷尚未发布或已经结束，不能导入联系方式。',
    en: 'The survey is not published or already closed; contacts cannot be imported.',
  });
}
function notOpen(): Problem {
  return new Problem(409, 'survey-not-open', {
    zh: '问卷开放作答后才能发送邀请和提醒。',
    en: 'Invitations and reminders can be sent once the survey is open.',
  });
}
function channelOff(): Problem {
  return new Problem(409, 'channel-off', {
    zh: '服务器没有设置这个发送渠道（SMTP_URL 或 SMS_URL），请联系管理员。',
    en: 'This channel is not set up on the server (SMTP_URL or SMS_URL); ask the administrator.',
  });
}
function noContacts(): Problem {
  return new Problem(409, 'no-contacts', {
    zh: '没有需要发送的人：还没有导入联系方式，或作答码都已经用过。',
    en: 'There is nobody to write to: no contacts were imported, or all codes have been used.',
  });
}
function running(): Problem {
  return new Problem(409, 'mailing-running', {
    zh: '上一批还没有发完。',
    en: 'The last mailing has not finished yet.',
  });
}
function tooSoon(seconds: number): Problem {
  const text = {
    zh: '距上一次发送不足 24 小时，请明天再提醒。',
    en: 'Less than 24 hours since the last mailing; please remind tomorrow.',
  };
  return new Problem(429, 'too-soon', text, [], seconds);
}
function unknownMailing(): Problem {
  return new Problem(404, 'mailing-unknown', {
    zh: '没有这批发送，或它不需要继续。',
    en: 'There is no such mailing, or it need not go on.',
  });
}
