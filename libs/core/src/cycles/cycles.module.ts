import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RegistryModule } from '../registry';
import { AgenciesService } from './agencies.service';
import { BoardService } from './board.service';
import { agencySchema, cycleSchema } from './cycles.schema';
import { CyclesService } from './cycles.service';
import { ReminderWork } from './reminder-work.service';
import { reminderSchema } from './reminders.schema';

@Module({
  imports: [
    RegistryModule,
    MongooseModule.forFeature([
      { name: 'Agency', schema: agencySchema, collection: 'agencies' },
      { name: 'Cycle', schema: cycleSchema, collection: 'cycles' },
      { name: 'Reminder', schema: reminderSchema, collection: 'reminders' },
    ]),
  ],
  providers: [AgenciesService, CyclesService, BoardService, ReminderWork],
  exports: [AgenciesService, CyclesService, BoardService, ReminderWork],
})
export class CyclesModule {}
