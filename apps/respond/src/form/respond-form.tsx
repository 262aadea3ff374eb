import type { Language } from '@mingjian/contract/localized';
import type { Audience } from '@mingjian/contract/surveys';
import type { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { useEffect, useRef, useState } from 'react';
import { textsFor } from '../texts';

export interface RespondFormProps {
  survey: Model;
  language: Language;
  audience: Audience;
  /** False where the browser keeps nothing. */
  keeps: boolean;
  onLeave: () => void;
  onReport: () => void;
}

/** The questions with their progress above and the way on below. */
export function RespondForm({ survey, language, audience, keeps, onLeave, onReport }: RespondFormProps) {
  const texts = textsFor(language, audience);
  const [page, setPage] = useState(survey.currentPageNo);
  const [missing, setMissing] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const turned = () => {
      setPage(survey.currentPageNo);
      setMissing(0);
    };
    const changed = () => setMissing(0);
    survey.onCurrentPageChanged.add(turned);
    survey.onValueChanged.add(changed);
    return () => {
      survey.onCurrentPageChanged.remove(turned);
      survey.onValueChanged.remove(changed);
    };
  }, [survey]);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page]);

  const pages = survey.visiblePageCount;
  const single = survey.currentPage?.questions.length === 1;
  const last = page >= pages - 1;
  const forward = () => {
    const current = survey.currentPage;
    if (!current.validate(true, true)) {
      setMissing(
        current.questions.filter((question: { errors: unknown[] }) => question.errors.length > 0).length,
      );
      return;
    }
    if (last) survey.completeLastPage();
    else survey.nextPage();
  };
  const back = () => {
    if (page === 0) onLeave();
    else survey.prevPage();
  };
  const step =
    audience === 'student' ? texts.pupilProgress(page + 1, pages) : texts.progress(page + 1, pages);
  const title = survey.currentPage?.locTitle.renderedHtml ?? '';

  return (
    <div className={audience === 'student' ? 'form for-pupils' : 'form'}>
      <div className="progress">
        <p className="step" id="step">
          {step}
        </p>
        <progress aria-labelledby="step" value={page + 1} max={pages} />
      </div>
      <h1 ref={heading} tabIndex={-1} className={title === '' ? 'unseen' : 'section-title'}>
        {title === '' ? step : title}
      </h1>
      <Survey model={survey} />
      <p className="form-remark">{last ? texts.sendHint : keeps ? texts.kept : texts.keptNowhere}</p>
      <button type="button" className="button quiet" onClick={onReport}>
        {texts.coachingLink}
      </button>
      <div className="bottom-bar">
        <p className="missing" role="alert">
          {missing === 0 ? '' : single ? texts.unansweredOne : texts.unanswered(missing)}
        </p>
        <div className="bottom-bar-inside">
          <button type="button" className="button second" onClick={back}>
            {page === 0 ? texts.back : audience === 'student' ? texts.previous : texts.previousPage}
          </button>
          <button type="button" className="button main" id="forward" onClick={forward}>
            {last ? texts.send : audience === 'student' ? texts.next : texts.nextPage}
          </button>
        </div>
      </div>
    </div>
  );
}
