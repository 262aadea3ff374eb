import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Audience } from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import type { CellDocument, CellPlaceDocument } from './distribution.schema';

/** A cell with the place where its people are found. */
export interface SampledPlace {
  cellId: string;
  surveyId: string;
  cycleId: string;
  audience: Audience;
  countyCode: string;
  schoolCode: string;
  schoolName: string;
  className: string | null;
  invited: number;
}

/** Where the cells of a sample are: for what is printed, sent or shown to the school itself. */
@Injectable()
export class SampledPlacesService {
  constructor(
    @InjectModel('Cell') private readonly cells: Model<CellDocument>,
    @InjectModel('CellPlace') private readonly places: Model<CellPlaceDocument>,
  ) {}

  /** The cells of a survey, or some of them, by county, school and class. */
  async ofSurvey(surveyId: string, cellIds?: readonly string[]): Promise<SampledPlace[]> {
    const filter = cellIds ? { surveyId, _id: { $in: [...cellIds] } } : { surveyId };
    return this.placed(await this.cells.find(filter).lean<CellDocument[]>());
  }

  /** All cells of one school in a cycle. */
  async ofSchool(cycleId: string, schoolCode: string): Promise<SampledPlace[]> {
    const places = await this.places.find({ cycleId, schoolCode }, { _id: 1 }).lean();
    return this.placed(
      await this.cells.find({ _id: { $in: places.map(({ _id }) => _id) } }).lean<CellDocument[]>(),
    );
  }

  private async placed(cells: readonly CellDocument[]): Promise<SampledPlace[]> {
    const byId = new Map(cells.map((cell) => [cell._id, cell]));
    const places = await this.places
      .find({ _id: { $in: [...byId.keys()] } })
      .sort({ schoolCode: 1, className: 1, _id: 1 })
      .lean<CellPlaceDocument[]>();
    const placed = places.flatMap(({ _id, schoolCode, schoolName, className }): SampledPlace[] => {
      const cell = byId.get(_id);
      if (!cell) return [];
      const { surveyId, cycleId, audience, countyCode, invited } = cell;
      return [
        { cellId: _id, surveyId, cycleId, audience, countyCode, schoolCode, schoolName, className, invited },
      ];
    });
    return placed.sort((a, b) => a.countyCode.localeCompare(b.countyCode));
  }
}
