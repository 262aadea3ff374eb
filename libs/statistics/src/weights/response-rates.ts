/** Final dispositions of a survey's cases (AAPOR 2023, Standard Definitions, 10th edition). */
export interface Dispositions {
  complete: number;
  partial: number;
  refusal: number;
  nonContact: number;
  other: number;
  /** Unknown whether there is a household, or an eligible person. */
  unknownHousehold: number;
  unknownOther: number;
  /** Share of the unknown that are taken to be eligible (e). */
  eligibleShare: number;
}

/** Response, cooperation, refusal and contact rates by their AAPOR numbers; null where the denominator is zero. */
export type ResponseRates = Record<
  'RR1' | 'RR2' | 'RR3' | 'RR4' | 'RR5' | 'RR6' | 'COOP1' | 'COOP3' | 'REF1' | 'CON1',
  number | null
>;

/**
 * The rates of a survey, each between 0 and 1 (AAPOR 2023, Standard Definitions, 10th edition).
 * @param cases numbers of cases by final disposition
 */
export function responseRates(cases: Dispositions): ResponseRates {
  const { complete, partial, refusal, nonContact, other, eligibleShare } = cases;
  const answered = complete + partial;
  const eligible = answered + refusal + nonContact + other;
  const unknown = cases.unknownHousehold + cases.unknownOther;
  return {
    RR1: share(complete, eligible + unknown),
    RR2: share(answered, eligible + unknown),
    RR3: share(complete, eligible + eligibleShare * unknown),
    RR4: share(answered, eligible + eligibleShare * unknown),
    RR5: share(complete, eligible),
    RR6: share(answered, eligible),
    COOP1: share(complete, answered + refusal + other),
    COOP3: share(complete, answered + refusal),
    REF1: share(refusal, eligible + unknown),
    CON1: share(answered + refusal + other, eligible + unknown),
  };
}

/**
 * e by the proportional allocation method: eligible over all of known eligibility (AAPOR 2023).
 * @returns null where nobody's eligibility is known
 */
export function eligibleShare(eligible: number, ineligible: number): number | null {
  return share(eligible, eligible + ineligible);
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
