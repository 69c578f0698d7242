import * as v from 'valibot';

/** Who may not renew a resident’s enrolment at a kiosk. */
export const RefusedGroup = v.picklist([
  'firstEnrolment',
  'elderlyFirstEnrolment',
  'student',
  'lowIncomeOrOrphan',
  'severelyDisabled',
  'householdElsewhere',
]);

/** Where they go: 社区, 学校, 区民政, 原渠道. */
export const Office = v.picklist(['community', 'school', 'districtCivilAffairs', 'originalChannel']);
