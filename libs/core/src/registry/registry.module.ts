import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ExplainedWords } from './explained-words.service';
import { FrameImportService } from './frame-import.service';
import {
  countySchema,
  explainedWordsSchema,
  frameStateSchema,
  marginSchema,
  schoolSchema,
} from './registry.schema';
import { RegistryService } from './registry.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'County', schema: countySchema, collection: 'counties' },
      { name: 'School', schema: schoolSchema, collection: 'schools' },
      { name: 'Margin', schema: marginSchema, collection: 'margins' },
      { name: 'FrameState', schema: frameStateSchema, collection: 'frameStates' },
      { name: 'ExplainedWords', schema: explainedWordsSchema, collection: 'explainedWords' },
    ]),
  ],
  providers: [ExplainedWords, FrameImportService, RegistryService],
  exports: [FrameImportService, RegistryService],
})
export class RegistryModule {}
