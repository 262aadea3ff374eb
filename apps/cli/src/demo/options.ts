import type { ResponseModel } from './population/people';

export interface DemoOptions {
  base: string;
  out: string | null;
  accountsFile: string | null;
  responses: number;
  seed: number;
  model: ResponseModel;
}
