import { Module } from '@nestjs/common';
import { FieldworkModule } from '@mingjian/core/fieldwork';
import { PrintsController } from './prints.controller';
import { RoomsController } from './rooms.controller';
import { SchoolFieldController } from './school-field.controller';

@Module({
  imports: [FieldworkModule],
  controllers: [PrintsController, RoomsController, SchoolFieldController],
})
export class FieldworkApiModule {}
