import { Injectable } from '@nestjs/common';
import type { Board } from '@mingjian/contract/cycles';
import { scopeOf, type Person } from '../identity';
import { today } from '../platform';
import { RegistryService } from '../registry';
import { boardRows, type MilestoneFact } from './board';
import { countiesWithin } from './cycle-scope';
import { CyclesService } from './cycles.service';
import { todoList } from './todo';

/** A later domain that knows when counties reach milestones. It may not be imported from here, so it registers. */
export interface MilestoneSource {
  /** Facts of one cycle, over all counties; the board keeps what the reader may see. */
  milestoneFacts(cycleId: string): Promise<MilestoneFact[]>;
}

@Injectable()
export class BoardService {
  private readonly sources: MilestoneSource[] = [];

  constructor(
    private readonly cycles: CyclesService,
    private readonly registry: RegistryService,
  ) {}

  /** To be called once by each source, when its module starts. */
  register(source: MilestoneSource): void {
    this.sources.push(source);
  }

  /** Counties × milestones and the reader's list. @throws Problem 404 `cycle-unknown` */
  async board(person: Person, cycleId: string): Promise<Board> {
    const scope = scopeOf(person);
    const cycle = await this.cycles.require(scope, cycleId);
    const [counties, facts] = await Promise.all([
      this.registry.counties(),
      Promise.all(this.sources.map((source) => source.milestoneFacts(cycleId))),
    ]);
    const seen = countiesWithin(scope, counties, (county) => county.code);
    const rows = boardRows(cycle.milestones, seen, facts.flat(), today());
    return { cycle, rows, todo: todoList(person.role, cycle, rows, today()) };
  }
}
