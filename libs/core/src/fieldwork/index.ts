export { FieldworkModule } from './fieldwork.module';
export { MailingWork } from './mailing-work.service';
export { MailingsService } from './mailings.service';
export { PrintsService } from './prints.service';
export { ProgressService } from './progress.service';
export { RoomsService } from './rooms.service';
export { SchoolFieldService } from './school-field.service';
