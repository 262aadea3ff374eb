import type { SurveyDetail } from '@mingjian/contract/surveys';
import { scopeOf, type Person } from '../identity';
import { PublicationService, SurveysService } from './index';

/** A running Nest application, as far as it hands out services. */
interface Services {
  get<Service>(type: new (...needs: never[]) => Service): Service;
}

/** Brings a draft to publication as two people do: its author submits, a colleague approves. */
export async function publishReviewed(app: Services, author: Person, id: string): Promise<SurveyDetail> {
  const publication = app.get(PublicationService);
  const colleague: Person = { ...author, id: `${author.id}-colleague`, name: '复核员' };
  const { revision } = await app.get(SurveysService).get(scopeOf(author), id);
  const submitted = await publication.submit(author, id, revision);
  await publication.approve(colleague, id, submitted.revision);
  return publication.publish(author, id);
}
