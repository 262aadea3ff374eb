import type { AccountDocument } from '../identity/identity.schema';
import type { SurveyDocument, SurveyVersionDocument } from '../surveys/surveys.schema';
import type { Upgrade } from './upgrade';

/** Surveys had no review, and their versions named the account that published them, not the person. */
export const reviewedSurveys: Upgrade = {
  id: '2026-11-reviewed-surveys',
  async run({ db }) {
    const surveys = await db
      .collection<SurveyDocument>('surveys')
      .updateMany(
        { lastEdit: { $exists: false } },
        { $set: { lastEdit: null, approval: null, copiedFrom: null, lateUntil: null } },
      );
    const versions = db.collection<SurveyVersionDocument>('surveyVersions');
    let named = 0;
    for (const { _id, publishedBy } of await versions.find({ approvedBy: { $exists: false } }).toArray()) {
      const account = await db.collection<AccountDocument>('accounts').findOne({ _id: publishedBy });
      const $set = { approvedBy: null, publishedBy: account?.name ?? publishedBy };
      named += (await versions.updateOne({ _id }, { $set })).modifiedCount;
    }
    if (surveys.modifiedCount + named === 0) return null;
    return {
      said: {
        zh: `${surveys.modifiedCount} 份问卷补上了审核栏（此前没有审核），${named} 个发布版本改记发布人姓名`,
        en: `surveys that now have a place for their review (there was none): ${surveys.modifiedCount}; versions that name who published them: ${named}`,
      },
      detail: { surveys: surveys.modifiedCount, versions: named },
    };
  },
};
