import { Injectable } from '@nestjs/common';
import { sendReminder } from '@mingjian/contract/jobs';
import { ReminderWork } from '@mingjian/core/cycles';
import { Processes, Watches } from '@mingjian/core/platform';
import type { z } from 'zod';

@Injectable()
export class CyclesProcessor {
  constructor(private readonly reminders: ReminderWork) {}

  @Processes(sendReminder)
  async remind({ reminderId }: z.infer<typeof sendReminder.payload>): Promise<void> {
    await this.reminders.send(reminderId);
  }

  @Watches(60_000)
  async wake(): Promise<void> {
    await this.reminders.wake();
  }
}
