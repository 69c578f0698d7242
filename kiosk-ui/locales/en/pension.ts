/** The pension service's explanations and figures. */
export const enPension = {
  'figures.show': 'Show amounts',
  'figures.showHint': 'Stars cover them now',
  'figures.hide': 'Cover amounts',
  'figures.hideHint': 'If somebody is looking',
  'figures.covered': 'amount covered',
  'figures.staffIsHere': 'Staff is with you, so amounts stay covered.',

  'list.pages': 'Pages',
  'list.jump': 'Year',
  'list.whichYears': 'Which years?',
  'list.whichYear': 'Which year?',
  'list.backToList': 'Back to the list',
  'list.open': 'More',
  'list.openNamed': '{{name}}, see more',

  'explain.word': 'Explain',
  'explain.open': '{{name}}, explain',
  'explain.close': 'I see',
  'explain.readAloud': 'Read it to me',

  'explain.paidMonths':
    'Every month whose money has arrived counts. A month paid by two employers counts once.',
  'explain.ownPaidMonths': 'From {{first}} to {{last}}: {{months}} in all.',
  'explain.ownGaps': '{{months}} in between have no record and do not count.',
  'explain.ownOwed': '{{months}} are still owed by the employer and count once they are paid.',
  'explain.wrongMonths':
    'Looks wrong? Note the month, ask the employer of that time, then bring your ID card to the counter. No record gets lost.',

  'explain.pension':
    'A pension has two main parts: the basic pension (基础养老金), from the years and the amounts paid, and the account pension (个人账户养老金), from the money in your own account.',
  'explain.ownPension': 'You have drawn it since {{since}}; now it is {{amount}} yuan a month.',
  'explain.wrongPension':
    'Late, or another amount? Please look at the bank card it goes to first, then bring your ID card to the counter.',

  'explain.balance':
    'This is the money in your personal account (个人账户). It is paid to you month by month once you retire and cannot be taken out before.',
  'explain.balanceDrawing':
    'This is what is left in your personal account (个人账户). Part of each pension comes from it, so it grows smaller. When it is used up, your pension goes on.',
  'explain.ownBalance':
    'Up to {{date}}, {{putIn}} yuan were put in; the other {{interest}} yuan are interest.',
  'explain.provisional':
    'The rate of this year is not published yet. Interest uses the last rate and will be worked out again.',
  'explain.wrongBalance':
    'Looks wrong? “Each year” shows how it came about. If it is still unclear, please call staff or ask at the counter.',

  'explain.thisYear':
    'Months since January whose money has arrived. The last one or two may still be on their way; that is normal.',
  'explain.thisYearResident':
    'What you paid yourself this year. Residents pay once a year, any time before it ends.',
  'explain.ownThisYear': '{{year}} up to now: {{months}} arrived, and you paid {{amount}} yuan yourself.',
  'explain.wrongResident':
    'Paid, but not shown? Look again in a few days; if it is still missing, bring the receipt to the counter.',

  'explain.base':
    'The contribution base (缴费基数) is the wage that contributions are worked out from: usually your average wage of the year before, within limits.',
  'explain.ownBase': 'Yours is {{base}} yuan now.',
  'explain.ownBaseEmployed':
    '{{month}}, base {{base}} yuan: you paid {{own}} yuan from your wage, and the employer another {{employer}} yuan.',
  'explain.ownBaseAlone':
    '{{month}}, base {{base}} yuan: you paid {{own}} yuan, of which {{toAccount}} yuan went to your account.',
  'explain.baseMore': 'That is {{amount}} yuan more than a year before.',
  'explain.baseLess': 'That is {{amount}} yuan less than a year before.',
  'explain.baseChanged': 'Changed by {{amount}} yuan in a year.',
  'explain.wrongBase':
    'Does not match your wage? Please ask the personnel or pay office of your employer first, then the counter.',

  'explain.state.contributing':
    'Contributions are being paid: by your employer, or by yourself if you pay alone.',
  'explain.state.contributionPaused':
    'Nobody pays for you now. All that was paid stays, and counting goes on when payments do.',
  'explain.state.drawingPension': 'You draw your pension every month and pay no more.',
  'explain.state.pensionPaused':
    'Your pension is on hold, usually until you prove that you are entitled or papers are checked. It starts again after that.',
  'explain.state.ended': 'Your insurance here has ended, for example because it was moved to another region.',
  'explain.wrongState': 'Not how it is? Please call staff, or bring your ID card to the counter.',

  'explain.firstMonth':
    'The first month on record. Earlier years of work may stand in paper files that cannot be seen here.',
  'explain.ownFirstMonth': 'Your records begin in {{month}}.',
  'explain.noFirstMonth':
    'No contribution has arrived yet. For somebody new it usually shows after a month or two.',
  'explain.since': 'Your pension is paid every month from this one on.',

  'explain.columns':
    '“Base” is the wage that counts, “You” is your own money, “Employer” is what the employer adds, and “To account” goes to your personal account.',
  'explain.columnsExample': 'For example {{month}}:',
  'explain.columnsStatus':
    '“Paid”: the money arrived. “On its way”: it is coming. “Owed”: the employer has not paid all. “Not paid”: there is no record.',

  'explain.row.paid': 'The money of this month has arrived, and the month counts.',
  'explain.row.madeUp': 'This month was paid later and counts all the same.',
  'explain.row.transferredIn': 'This month was moved here from another region and counts all the same.',
  'explain.row.inTransit':
    'The money is paid and on its way, usually a month or two. There is no need to pay again.',
  'explain.row.owed':
    'Not all of this month is paid; it counts once it is. Please ask your employer; if nothing happens, tell the counter.',
  'explain.row.partlyCredited':
    'Only part of the money has arrived; the month counts once all is here. Please ask your employer.',
  'explain.row.gap': 'There is no record for these months and they do not count. What was paid before stays.',
  'explain.row.refund': 'Money paid twice was given back; the years paid stay as they are.',
  'explain.row.baseAdjustment': 'The difference after the base was adjusted.',
  'explain.row.residentSubsidy': 'A subsidy of the government, put into your personal account.',

  'pension.monthly': 'Monthly pension',
  'pension.headlineDrawingCovered': 'You draw a pension; the amount is covered',

  'pension.part.balance': 'Balance',
  'pension.part.facts': 'My insurance',
  'pension.part.ways': 'More',
  'pension.part.months': 'Months',

  'contributions.sayAlone':
    'You paid {{own}} yuan, of which {{toAccount}} yuan went to your personal account.',
  'contributions.sayEmployed':
    'You paid {{own}} yuan and the employer {{employer}} yuan; {{toAccount}} yuan of it went to your personal account.',
  'contributions.saySubsidy':
    'You paid {{own}} yuan, the government added {{employer}} yuan; {{toAccount}} yuan of it went to your personal account.',
  'contributions.sayDue':
    'Due: {{own}} yuan from you and {{employer}} yuan from the employer; {{toAccount}} yuan went to your personal account so far.',
  'contributions.sayBase': 'Worked out from a base of {{base}} yuan.',
  'contributions.sayPayer': 'Paid by: {{payer}}.',
  'contributions.sayCredited': 'Arrived on {{date}}.',

  'statement.preview': 'Preview',

  'accountYears.showTable': 'Table',
  'accountYears.showChart': 'Chart',
  'accountYears.own': 'Put in',
  'accountYears.interest': 'Interest',
  'accountYears.tenThousands': '{{amount}} × 10,000',
  'accountYears.pressYear': 'Look at {{year}}',
  'accountYears.oneYear': '{{year}}',
  'accountYears.chartCovered': 'The chart holds your amounts, so it is covered',
  'accountYears.chartCoveredBody': 'One press shows how your balance grew, year by year.',
  'accountYears.endOf': 'End of {{year}}',
  'accountYears.sayChart':
    'Chart of the balance at the end of {{first}} to {{last}}: from {{from}} to {{to}} yuan; of the last, {{own}} yuan were put in and {{interest}} yuan are interest.',
  'accountYears.sayBar':
    'End of {{year}}: {{closing}} yuan, of which {{own}} yuan put in and {{interest}} yuan interest.',
  'accountYears.sayMore': '{{amount}} yuan more than a year before.',
  'accountYears.sayLess': '{{amount}} yuan less than a year before.',
  'accountYears.sayOpening':
    'The year began with {{opening}} yuan, which earned {{interest}} yuan of interest.',
  'accountYears.sayPrincipal':
    '{{months}} arrived; {{principal}} yuan were put in and earned {{interest}} yuan.',
  'accountYears.sayPaidOut': '{{amount}} yuan were paid out to you.',
  'accountYears.sayClosing': 'The year ended with {{closing}} yuan.',
  'accountYears.sayRate': 'The interest rate (记账利率) of the year was {{rate}}.',
  'accountYears.explainBalance':
    'The account is settled every year: the balance of the year before, what was put in, and interest.',
  'accountYears.sayExample':
    '{{year}}: {{opening}} yuan from the year before, {{principal}} yuan put in, {{interest}} yuan interest, {{closing}} yuan in the end.',
  'accountYears.explainPaidOut':
    'When a pension is paid from it, money put in and interest shrink in proportion.',
  'accountYears.wrong': 'Is a year wrong? Note it, and call staff or ask at the counter.',
} as const;
