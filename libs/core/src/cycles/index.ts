export { agencyInCharge } from './agency-in-charge';
export { AgenciesService } from './agencies.service';
export type { MilestoneFact } from './board';
export { BoardService, type MilestoneSource } from './board.service';
export { defaultMilestones } from './calendar';
export { countiesWithin } from './cycle-scope';
export { CyclesModule } from './cycles.module';
export { CyclesService } from './cycles.service';
export { ReminderWork } from './reminder-work.service';
