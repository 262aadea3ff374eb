import { Injectable } from '@nestjs/common';
import type { Language } from '@mingjian/contract/localized';
import { CyclesService } from '../cycles';
import { SampledSchoolsService, SamplesService } from '../distribution';
import { renderPdf } from '../documents';
import { scopeOf, type Person } from '../identity';
import { today } from '../platform';
import { RegistryService } from '../registry';
import { samplingReport } from './sampling-report';

/** 抽样报告 of a cycle, typeset when it is asked for: the sample does not change once codes are out. */
@Injectable()
export class SamplingReports {
  constructor(
    private readonly cycles: CyclesService,
    private readonly samples: SamplesService,
    private readonly sampledSchools: SampledSchoolsService,
    private readonly registry: RegistryService,
  ) {}

  /** @returns a PDF @throws Problem 404 `cycle-unknown` or `no-sample` */
  async pdf(person: Person, cycleId: string, language: Language): Promise<Buffer> {
    const scope = scopeOf(person);
    const cycle = await this.cycles.require(scope, cycleId);
    const sample = await this.samples.ofCycle(scope, cycleId);
    const document = samplingReport(
      {
        sample,
        schools: await this.sampledSchools.list(scope, cycleId),
        counties: await this.registry.counties(),
        cycleTitle: cycle.title,
        agency: cycle.agency?.name ?? '',
        drawnOn: today(new Date(sample.drawnAt)),
      },
      language,
    );
    return renderPdf(document, null);
  }
}
