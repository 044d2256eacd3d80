/** Words of an illness: what somebody has is nobody's business here, a leave says enough. */
const diagnosis = /[癌瘤瘫痪残]|[^毛通弊]病|症|糖尿|抑郁|精神|骨折|手术|化疗|透析/

export function findDiagnosis(note: string | null): boolean {
  return note !== null && (diagnosis.test(note) || note.startsWith('病'))
}

type Term = { from: string; to: string | null }

/** Do two terms share a day? */
export function overlaps(one: Term, other: Term): boolean {
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to)
}
