/**
 * Where phones answer a survey. A code (`#c=`), a class session (`#s=`) or
 * `#open` follows in the fragment, which no server sees.
 *
 * @param publicUrl the address people see, without a slash at its end
 */
export function respondAddress(publicUrl: string, surveyId: string): string {
  return `${publicUrl}/r/${surveyId}`;
}
