import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { sendReminder } from '@mingjian/contract/jobs';
import type { Cycle } from '@mingjian/contract/cycles';
import type { Connection, Model } from 'mongoose';
import { AccountsService, AuditService, wholeCity, type Person } from '../identity';
import {
  Env,
  inTransaction,
  isDuplicateKey,
  JobSender,
  mailChannel,
  type MessageChannel,
  today,
} from '../platform';
import { RegistryService } from '../registry';
import { BoardService } from './board.service';
import { CyclesService } from './cycles.service';
import { lateParties, type LateParty } from './late-parties';
import { reminderText } from './reminder-text';
import type { ReminderDocument } from './reminders.schema';

/** A mail server that was away is asked again after this long, once the job's own tries are used up. */
const againAfterMs = 3_600_000;

/** 逾期提醒: finds who is late, once a deadline, and writes to them. Without a mail server nothing is begun. */
@Injectable()
export class ReminderWork implements OnModuleDestroy {
  private readonly logger = new Logger('Reminders');
  private readonly mail: MessageChannel | null;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Reminder') private readonly reminders: Model<ReminderDocument>,
    private readonly cycles: CyclesService,
    private readonly board: BoardService,
    private readonly registry: RegistryService,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
    private readonly env: Env,
  ) {
    const { smtpUrl, mailFrom } = env.messaging;
    this.mail = smtpUrl === null ? null : mailChannel(smtpUrl, mailFrom);
  }

  onModuleDestroy(): void {
    this.mail?.close();
  }

  /** Calls out every deadline that has passed since, and wakes somebody for each mail that is still to be sent. */
  async wake(now = new Date()): Promise<void> {
    if (this.mail === null) return;
    const counties = await this.registry.counties();
    for (const cycle of await this.cycles.list(wholeCity)) {
      if (cycle.status !== 'open') continue;
      const facts = await this.board.factsOf(cycle.id);
      for (const late of lateParties(cycle, counties, facts, today(now)))
        await this.callOut(cycle, late, now);
    }
    const again = new Date(now.getTime() - againAfterMs);
    const unsent = await this.reminders
      .find({ status: 'sending', $or: [{ failedAt: null }, { failedAt: { $lt: again } }] }, { _id: 1 })
      .lean<Pick<ReminderDocument, '_id'>[]>();
    for (const { _id } of unsent) await this.jobs.send(sendReminder, { reminderId: _id });
  }

  private async callOut(cycle: Cycle, late: LateParty, calledAt: Date): Promise<void> {
    const _id = `${cycle.id}.${late.key}.${late.due}`;
    if (await this.reminders.exists({ _id })) return;
    const isLate = ({ role, agencyId }: Person) =>
      late.to === 'office' ? role === 'office' : role === 'agency' && agencyId === cycle.agency?.id;
    const recipients = (await this.accounts.list()).filter(isLate).map(({ id }) => id);
    const document: ReminderDocument = {
      _id,
      cycleId: cycle.id,
      ...late,
      status: recipients.length === 0 ? 'nobody' : 'sending',
      calledAt,
      recipients,
      reached: [],
      failedAt: null,
    };
    try {
      await inTransaction(this.connection, async (session) => {
        await this.reminders.insertMany([document], { session });
        const detail = { ...late, recipients: recipients.length };
        await this.audit.record(
          { actor: 'system', action: 'reminder.call', subject: cycle.id, detail },
          session,
        );
      });
    } catch (error) {
      // Another worker looked at the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Writes to whoever of the late party has not been written to. A worker that dies between the server's taking over and
   * the note of it sends one mail twice.
   *
   * @throws Error when the mail server cannot be reached, to be tried again
   */
  async send(reminderId: string): Promise<void> {
    const reminder = await this.reminders.findById(reminderId).lean<ReminderDocument>();
    if (this.mail === null || reminder?.status !== 'sending') return;
    const cycle = await this.cycles.require(wholeCity, reminder.cycleId);
    const message = reminderText(reminder, cycle, await this.registry.counties(), this.env.publicUrl);
    const unwritten = (await this.accounts.list()).filter(
      ({ id }) => reminder.recipients.includes(id) && !reminder.reached.includes(id),
    );
    try {
      for (const { id, email } of unwritten) {
        const delivery = await this.mail.send({ id: `${reminderId}.${id}`, address: email, ...message });
        if (delivery === 'sent')
          await this.reminders.updateOne({ _id: reminderId }, { $addToSet: { reached: id } });
      }
    } catch (error) {
      // Addresses stay out of the log: the error of a channel holds none.
      this.logger.warn(`reminder ${reminderId}: ${error instanceof Error ? error.message : String(error)}`);
      await this.reminders.updateOne({ _id: reminderId }, { failedAt: new Date() });
      throw error;
    }
    await inTransaction(this.connection, async (session) => {
      const sent = await this.reminders
        .findOneAndUpdate(
          { _id: reminderId, status: 'sending' },
          { status: 'sent' },
          { session, returnDocument: 'after' },
        )
        .lean<ReminderDocument>();
      if (!sent) return;
      const { key, due, to, reached, recipients } = sent;
      const detail = { key, due, to, reached: reached.length, recipients: recipients.length };
      await this.audit.record(
        { actor: 'system', action: 'reminder.sent', subject: reminder.cycleId, detail },
        session,
      );
    });
  }
}
