import { Button, Switch, Typography } from 'antd';
import type { Survey } from '@mingjian/contract/surveys';
import { Section } from '../components';
import { useAction } from '../wire';
import { savePoster, setOpenLink } from './channel-requests';
import { OpenLinkTermsForm } from './open-link-terms-form';
import { useOpenLinkTexts } from './open-link-texts';

/** 开放链接 of a survey: whether there is one, where it leads, and what is printed for it. */
export function OpenLinkPart({ survey }: { survey: Survey }) {
  const t = useOpenLinkTexts();
  return (
    <Section title={t('title')} about={t('about')}>
      <div className="stack">
        <OpenLinkSwitch survey={survey} />
        {survey.openLink && <LinkAndPoster survey={survey} />}
        {survey.openLink && <OpenLinkTermsForm key={survey.id} surveyId={survey.id} />}
      </div>
    </Section>
  );
}

/** Decided before the survey opens: the keys of the open link belong to the list that is published then. */
function OpenLinkSwitch({ survey }: { survey: Survey }) {
  const t = useOpenLinkTexts();
  const refresh = [
    ['cycle', survey.cycleId],
    ['survey', survey.id],
  ];
  const set = useAction(setOpenLink, { refresh, done: t('saved') });
  const { id: surveyId, openLink, revision } = survey;
  if (survey.status !== 'published') return <p>{t(openLink ? 'fixedOn' : 'fixedOff')}</p>;
  return (
    <div>
      <label className="filter-line">
        <Switch
          checked={openLink}
          loading={set.isPending}
          onChange={(on) => set.run({ surveyId, openLink: on, revision })}
        />
        {t('switch')}
      </label>
      <p className="section-about form-head">{t('untilOpen')}</p>
    </div>
  );
}

function LinkAndPoster({ survey: { id: surveyId, audience } }: { survey: Survey }) {
  const t = useOpenLinkTexts();
  const poster = useAction(savePoster);
  return (
    <>
      <p>
        {t('link')}{' '}
        <Typography.Text copyable>{`${window.location.origin}/r/${surveyId}#open`}</Typography.Text>
      </p>
      <div className="filter-line">
        {(['a4', 'a3'] as const).map((paper) => (
          <Button
            key={paper}
            onClick={() =>
              poster.run({ surveyId, kind: 'open', paper, name: `open-link-${audience}-${paper}` })
            }
          >
            {t('poster', { paper: paper.toUpperCase() })}
          </Button>
        ))}
      </div>
    </>
  );
}
