import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { sendMailing } from '@mingjian/contract/jobs';
import { inLanguage } from '@mingjian/contract/localized';
import type { Model } from 'mongoose';
import { CodeExchangeService, respondAddress } from '../distribution';
import { Env, JobSender, mailChannel, shuffled, smsChannel, type MessageChannel } from '../platform';
import { SchedulesService, SurveysService, type SurveyState } from '../surveys';
import { contactKey, openContact } from './contact-seal';
import { shanghaiMinute } from './shanghai-minute';
import type { ContactDocument, MailingDocument } from './mailings.schema';
import { messageText } from './message-texts';

const batchSize = 100;

/** What the worker does for a mailing: batches in random order, at a rate that servers bear, each message once. */
@Injectable()
export class MailingWork implements OnModuleDestroy {
  private readonly logger = new Logger('Mailings');
  private readonly key: Uint8Array;
  private readonly channels = new Map<string, MessageChannel>();

  constructor(
    @InjectModel('Contact') private readonly contacts: Model<ContactDocument>,
    @InjectModel('Mailing') private readonly mailings: Model<MailingDocument>,
    private readonly surveys: SurveysService,
    private readonly schedules: SchedulesService,
    private readonly exchange: CodeExchangeService,
    private readonly jobs: JobSender,
    private readonly env: Env,
  ) {
    this.key = contactKey(env.secret);
  }

  onModuleDestroy(): void {
    for (const each of this.channels.values()) each.close();
  }

  /** Wakes somebody for each mailing at work, and deletes the contacts of surveys that have closed. */
  async wake(): Promise<void> {
    const unfinished = await this.mailings
      .find({ status: { $in: ['sending', 'waiting'] } }, { _id: 1 })
      .lean<Pick<MailingDocument, '_id'>[]>();
    for (const { _id } of unfinished) await this.jobs.send(sendMailing, { mailingId: _id });
    for (const surveyId of await this.contacts.distinct('surveyId')) {
      const survey = await this.surveys.stateOf(surveyId);
      if (survey && survey.status !== 'closed') continue;
      await this.contacts.deleteMany({ surveyId });
      await this.mailings.updateMany({ surveyId, status: { $ne: 'done' } }, { status: 'done' });
    }
  }

  /**
   * Sends what a mailing still has to send. Whoever has used the code is left out, at the moment of sending.
   *
   * @param isLast no further attempt follows: then the mailing stops and a person decides
   * @throws Error when the channel cannot be reached, to be tried again
   */
  async send(mailingId: string, isLast: boolean): Promise<void> {
    const mailing = await this.mailings.findById(mailingId).lean<MailingDocument>();
    if (!mailing || mailing.status === 'done' || mailing.status === 'stopped') return;
    const survey = await this.surveys.stateOf(mailing.surveyId);
    if (survey?.status !== 'open')
      return this.mark(mailingId, survey?.status === 'paused' ? 'stopped' : 'done');
    const channel = this.channelOf(mailing.channel);
    try {
      for (;;) {
        const batch = await this.contacts
          .find({
            surveyId: mailing.surveyId,
            channel: mailing.channel,
            bounced: false,
            mailingId: mailing.kind === 'invitation' ? null : { $ne: mailingId },
          })
          .limit(batchSize)
          .lean<ContactDocument[]>();
        if (batch.length === 0) break;
        await this.sendBatch(mailing, survey, channel, batch);
      }
    } catch (error) {
      // Addresses stay out of the log: the error of a channel holds none.
      this.logger.warn(`mailing ${mailingId}: ${error instanceof Error ? error.message : String(error)}`);
      await this.mark(mailingId, isLast ? 'stopped' : 'waiting');
      if (isLast) return;
      throw error;
    }
    await this.mark(mailingId, 'done');
  }

  private async sendBatch(
    mailing: MailingDocument,
    survey: SurveyState,
    channel: MessageChannel,
    batch: readonly ContactDocument[],
  ): Promise<void> {
    const unused = await this.exchange.unusedOf(batch.map(({ codeId }) => codeId));
    const until = await this.schedules.closesAt(survey.id);
    const title = inLanguage(survey.title, mailing.language);
    for (const contact of shuffled(batch)) {
      if (!unused.has(contact.codeId)) {
        await this.contacts.updateOne({ _id: contact._id }, { mailingId: mailing._id });
        continue;
      }
      const { address, token } = openContact(this.key, contact._id, contact.sealed);
      const link = `${respondAddress(this.env.publicUrl, survey.id)}#c=${token}`;
      const about = { title, link, until: until && shanghaiMinute(until) };
      const text = messageText(mailing.kind, mailing.channel, mailing.language, about);
      const id = `${mailing._id}.${contact._id}`;
      const delivery = await channel.send({ id, address, ...text });
      const bounced = delivery === 'bounced';
      await this.contacts.updateOne({ _id: contact._id }, { mailingId: mailing._id, bounced });
      await this.mailings.updateOne({ _id: mailing._id }, { status: 'sending', $inc: { [delivery]: 1 } });
      await pause(1000 / this.env.messaging.perSecond);
    }
  }

  private channelOf(name: MailingDocument['channel']): MessageChannel {
    const { smtpUrl, mailFrom, smsUrl, smsSecret } = this.env.messaging;
    let made = this.channels.get(name);
    if (!made && name === 'email' && smtpUrl !== null) made = mailChannel(smtpUrl, mailFrom);
    if (!made && name === 'sms' && smsUrl !== null) made = smsChannel(smsUrl, smsSecret);
    if (!made) throw new Error(`the channel ${name} is not set up on this worker`);
    this.channels.set(name, made);
    return made;
  }

  private async mark(mailingId: string, status: MailingDocument['status']): Promise<void> {
    await this.mailings.updateOne({ _id: mailingId }, { status });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
