import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Agency } from '@mingjian/contract/cycles';
import type { Model } from 'mongoose';
import { isDuplicateKey, Problem } from '../platform';
import type { AgencyDocument } from './cycles.schema';

@Injectable()
export class AgenciesService {
  constructor(@InjectModel('Agency') private readonly agencies: Model<AgencyDocument>) {}

  /** @throws Problem 409 `agency-exists` */
  async create(name: string): Promise<Agency> {
    const agency = { _id: randomUUID(), name };
    try {
      await this.agencies.create(agency);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new Problem(409, 'agency-exists', {
        zh: '已有同名机构。',
        en: 'There is an agency of this name already.',
      });
    }
    return { id: agency._id, name };
  }

  async list(): Promise<Agency[]> {
    const agencies = await this.agencies.find().sort({ name: 1 }).lean();
    return agencies.map(({ _id, name }) => ({ id: _id, name }));
  }

  /** @throws Problem 404 `agency-unknown` */
  async require(id: string): Promise<Agency> {
    const agency = await this.agencies.findById(id).lean();
    if (agency) return { id: agency._id, name: agency.name };
    throw new Problem(404, 'agency-unknown', { zh: '没有这个机构。', en: 'There is no such agency.' });
  }
}
