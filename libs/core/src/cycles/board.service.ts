import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Board } from '@mingjian/contract/cycles';
import type { Model } from 'mongoose';
import type { Role } from '@mingjian/contract/identity';
import { scopeOf, type Person } from '../identity';
import { Env, today } from '../platform';
import { RegistryService } from '../registry';
import { boardRows, type MilestoneFact } from './board';
import { countiesWithin } from './cycle-scope';
import { CyclesService } from './cycles.service';
import type { ReminderDocument } from './reminders.schema';
import { todoList, type Todo } from './todo';

/** A later domain that knows when counties reach milestones. It may not be imported from here, so it registers. */
export interface MilestoneSource {
  /** Facts of one cycle, over all counties; the board keeps what the reader may see. */
  milestoneFacts(cycleId: string): Promise<MilestoneFact[]>;
}

/** A later domain in which something waits for somebody, whatever the milestones say. */
export interface TodoSource {
  /** What waits for people of this role in a cycle that they may see. */
  todosOf(role: Role, cycleId: string): Promise<Todo[]>;
}

@Injectable()
export class BoardService {
  private readonly sources: MilestoneSource[] = [];
  private readonly todoSources: TodoSource[] = [];

  constructor(
    @InjectModel('Reminder') private readonly reminders: Model<ReminderDocument>,
    private readonly cycles: CyclesService,
    private readonly registry: RegistryService,
    private readonly env: Env,
  ) {}

  /** To be called once by each source, when its module starts. */
  register(source: MilestoneSource): void {
    this.sources.push(source);
  }

  /** To be called once by each source, when its module starts. */
  registerTodos(source: TodoSource): void {
    this.todoSources.push(source);
  }

  /** Counties × milestones and the reader's list. @throws Problem 404 `cycle-unknown` */
  async board(person: Person, cycleId: string): Promise<Board> {
    const scope = scopeOf(person);
    const cycle = await this.cycles.require(scope, cycleId);
    const [counties, facts] = await Promise.all([this.registry.counties(), this.factsOf(cycleId)]);
    const seen = countiesWithin(scope, counties, (county) => county.code);
    const rows = boardRows(cycle.milestones, seen, facts, today());
    const reminders = scope.kind === 'county' ? null : await this.remindersOf(cycleId);
    const waiting = await Promise.all(this.todoSources.map((source) => source.todosOf(person.role, cycleId)));
    const todo = [...waiting.flat(), ...todoList(person.role, cycle, rows, today())];
    return { cycle, rows, todo, reminders };
  }

  /** What the registered sources know of a cycle, over all counties. */
  async factsOf(cycleId: string): Promise<MilestoneFact[]> {
    return (await Promise.all(this.sources.map((source) => source.milestoneFacts(cycleId)))).flat();
  }

  private async remindersOf(cycleId: string): Promise<Board['reminders']> {
    const found = await this.reminders.find({ cycleId }).sort({ calledAt: -1 }).lean<ReminderDocument[]>();
    return {
      mail: this.env.messaging.smtpUrl !== null,
      list: found.map(({ key, due, to, counties, status, calledAt, recipients, reached }) => ({
        key,
        due,
        to,
        counties,
        status,
        calledOn: today(calledAt),
        recipients: recipients.length,
        reached: reached.length,
      })),
    };
  }
}
