import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { DistributionModule } from '../distribution';
import { RegistryModule } from '../registry';
import { ResponsesModule } from '../responses';
import { SurveysModule } from '../surveys';
import { DailyCountsService } from './daily-counts.service';
import { FieldAccessService } from './field-access.service';
import { dailyCountsSchema, fieldProblemSchema, roomSchema } from './fieldwork.schema';
import { contactSchema, mailingSchema } from './mailings.schema';
import { MailingWork } from './mailing-work.service';
import { MailingsService } from './mailings.service';
import { PrintsService } from './prints.service';
import { ProgressService } from './progress.service';
import { RoomsService } from './rooms.service';
import { SchoolFieldService } from './school-field.service';

@Module({
  imports: [
    RegistryModule,
    CyclesModule,
    SurveysModule,
    DistributionModule,
    ResponsesModule,
    MongooseModule.forFeature([
      { name: 'Room', schema: roomSchema, collection: 'rooms' },
      { name: 'DailyCounts', schema: dailyCountsSchema, collection: 'dailyCounts' },
      { name: 'Contact', schema: contactSchema, collection: 'contacts' },
      { name: 'Mailing', schema: mailingSchema, collection: 'mailings' },
      { name: 'FieldProblem', schema: fieldProblemSchema, collection: 'fieldProblems' },
    ]),
  ],
  providers: [
    FieldAccessService,
    DailyCountsService,
    MailingsService,
    MailingWork,
    PrintsService,
    ProgressService,
    RoomsService,
    SchoolFieldService,
  ],
  exports: [MailingsService, MailingWork, PrintsService, ProgressService, RoomsService, SchoolFieldService],
})
export class FieldworkModule {}
