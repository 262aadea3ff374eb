import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { countySchema, marginSchema, schoolSchema } from './registry.schema';
import { RegistryService } from './registry.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'County', schema: countySchema, collection: 'counties' },
      { name: 'School', schema: schoolSchema, collection: 'schools' },
      { name: 'Margin', schema: marginSchema, collection: 'margins' },
    ]),
  ],
  providers: [RegistryService],
  exports: [RegistryService],
})
export class RegistryModule {}
