import type { Language } from '@mingjian/contract/localized';
import type { Audience } from '@mingjian/contract/surveys';
import type { Model, PageModel } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { useEffect, useRef, useState } from 'react';
import type { Layout } from '../preferences';
import { textsFor } from '../texts';
import { skip, wayToSkip } from './decline';
import { position, stepBack } from './layout';

export interface RespondFormProps {
  survey: Model;
  language: Language;
  audience: Audience;
  layout: Layout;
  /** Whether it is in sight; before that it must not move what is. */
  begun: boolean;
  /** False where the browser keeps nothing. */
  keeps: boolean;
  onLayout: (layout: Layout) => void;
  onLeave: () => void;
}

/** The questions with their progress above and the way on below. */
export function RespondForm(props: RespondFormProps) {
  const { survey, language, audience, layout, begun, keeps, onLayout, onLeave } = props;
  const texts = textsFor(language, audience);
  const [{ at, of }, setPosition] = useState(position(survey));
  const [missing, setMissing] = useState(0);
  const [, setChanges] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const pupil = audience === 'student';

  useEffect(() => {
    const turned = () => {
      setPosition(position(survey));
      setMissing(0);
    };
    const changed = () => {
      setPosition(position(survey));
      setMissing(0);
      setChanges((count) => count + 1);
    };
    turned();
    survey.onCurrentPageChanged.add(turned);
    survey.onValueChanged.add(changed);
    return () => {
      survey.onCurrentPageChanged.remove(turned);
      survey.onValueChanged.remove(changed);
    };
  }, [survey, layout]);

  useEffect(() => {
    if (!begun) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [at, begun]);

  const page: PageModel | null = survey.currentPage;
  const shown = survey.currentSingleQuestion
    ? [survey.currentSingleQuestion]
    : (page?.questions ?? []).filter((question) => question.isVisible);
  const alone = layout === 'single' ? (shown[0] ?? null) : null;
  const last = at >= of - 1;
  const forward = () => {
    const moved = last ? survey.completeLastPage() : survey.nextPage();
    if (!moved) setMissing(shown.filter((question) => question.errors.length > 0).length);
  };
  const skipping = pupil && alone !== null && alone.isEmpty() && wayToSkip(alone) !== 'none';
  const skipIt = () => {
    if (alone !== null) skip(alone);
    forward();
  };
  const back = () => {
    if (!stepBack(survey)) onLeave();
  };
  const step =
    alone !== null
      ? texts.pupilProgress(at + 1, of)
      : of > 1
        ? texts.progress(at + 1, of)
        : texts.allOf(shown.length);
  const title = page?.locTitle.renderedHtml ?? '';
  const other = layout === 'single' ? 'list' : 'single';

  return (
    <div className={pupil ? 'form for-pupils' : 'form'}>
      <div className="progress">
        <div className="step-line">
          <p className="step" id="step">
            {step}
          </p>
          <button type="button" className="button quiet layout" onClick={() => onLayout(other)}>
            {other === 'list' ? texts.asList : texts.oneByOne}
          </button>
        </div>
        {of > 1 ? <progress aria-labelledby="step" value={at + 1} max={of} /> : null}
      </div>
      <h1 ref={heading} tabIndex={-1} className={title === '' ? 'unseen' : 'section-title'}>
        {title === '' ? step : title}
      </h1>
      <Survey model={survey} />
      <p className="form-remark">{last ? texts.sendHint : keeps ? texts.kept : texts.keptNowhere}</p>
      <div className="bottom-bar">
        <p className="missing" role="alert">
          {missing === 0 ? '' : alone !== null ? texts.unansweredOne : texts.unanswered(missing)}
        </p>
        <div className="bottom-bar-inside">
          <button type="button" className="button second" onClick={back}>
            {at === 0 ? texts.back : alone !== null ? texts.previous : texts.previousPage}
          </button>
          {skipping && !last ? (
            <button type="button" className="button second" id="skip" onClick={skipIt}>
              {texts.skip}
            </button>
          ) : null}
          <button type="button" className="button main" id="forward" onClick={forward}>
            {last ? texts.send : alone !== null ? texts.next : texts.nextPage}
          </button>
        </div>
      </div>
    </div>
  );
}
