import { Module } from '@nestjs/common';
import { FieldworkModule } from '@mingjian/core/fieldwork';
import { MailingsController } from './mailings.controller';
import { PrintsController } from './prints.controller';
import { RoomsController } from './rooms.controller';
import { SchoolFieldController } from './school-field.controller';

@Module({
  imports: [FieldworkModule],
  controllers: [MailingsController, PrintsController, RoomsController, SchoolFieldController],
})
export class FieldworkApiModule {}
