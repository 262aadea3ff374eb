import type { QuestionRankingModel } from 'survey-core';
import { ReactQuestionFactory, SurveyQuestionElementBase } from 'survey-react-ui';
import { createElement } from 'react';

/**
 * 排序题 by touch: each tap gives the next place, a tap on a chosen one takes it back. Dragging asks for a steady hand
 * and fights with scrolling; buttons serve thumb, keyboard and screen reader alike.
 */
class RankingChoice extends SurveyQuestionElementBase {
  protected get question(): QuestionRankingModel {
    return this.questionBase as QuestionRankingModel;
  }

  protected override renderElement() {
    const { question } = this;
    const ranked: unknown[] = Array.isArray(question.value) ? question.value : [];
    const choices = question.visibleChoices;
    const most = question.selectToRankEnabled
      ? question.maxSelectedChoices || choices.length
      : choices.length;
    const toggle = (value: unknown) => {
      const rest = ranked.filter((each) => each !== value);
      if (rest.length < ranked.length) question.value = rest;
      else if (ranked.length < most) question.value = [...ranked, value];
    };
    return (
      <div className="ranking" role="group" aria-labelledby={question.ariaTitleId}>
        {choices.map((choice) => {
          const place = ranked.indexOf(choice.value) + 1;
          const text = choice.locText.renderedHtml;
          return (
            <button
              key={String(choice.value)}
              type="button"
              className={place > 0 ? 'rank is-ranked' : 'rank'}
              aria-pressed={place > 0}
              aria-label={place > 0 ? `${place}. ${text}` : text}
              disabled={question.isReadOnly || (place === 0 && ranked.length >= most)}
              onClick={() => toggle(choice.value)}
            >
              <span className="rank-place" aria-hidden>
                {place > 0 ? place : ''}
              </span>
              {text}
            </button>
          );
        })}
        <p className="rank-hint" aria-live="polite">
          {`${ranked.length} / ${most}`}
        </p>
      </div>
    );
  }
}

ReactQuestionFactory.Instance.registerQuestion('ranking', (props) => createElement(RankingChoice, props));
