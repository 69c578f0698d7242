/** The pension service's explanations and figures. */
export const zhHansPension = {
  'figures.show': '显示金额',
  'figures.showHint': '现在用星号遮住',
  'figures.hide': '遮住金额',
  'figures.hideHint': '旁边有人时可以遮住',
  'figures.covered': '金额已遮住',
  'figures.staffIsHere': '工作人员在旁边，金额先遮住。',

  'list.pages': '翻页',
  'list.jump': '选年份',
  'list.whichYears': '要看哪几年？',
  'list.whichYear': '要看哪一年？',
  'list.backToList': '回到列表',
  'list.open': '明细',
  'list.openNamed': '{{name}}，看明细',

  'explain.word': '说明',
  'explain.open': '{{name}}，看说明',
  'explain.close': '知道了',
  'explain.readAloud': '读给我听',

  'explain.paidMonths': '钱已经到账的月份都算。同一个月有两家单位缴，也只算一个月。',
  'explain.ownPaidMonths': '从 {{first}}到 {{last}}，一共算 {{months}}。',
  'explain.ownGaps': '中间有 {{months}}没有缴费记录，不算在内。',
  'explain.ownOwed': '还有 {{months}}单位没有缴清，缴清以后才算。',
  'explain.wrongMonths': '觉得不对？请记下是哪个月，先问当时的单位，再带身份证到窗口核对。记录不会丢。',

  'explain.pension':
    '养老金主要是两部分：基础养老金，看缴费年限和缴费多少；个人账户养老金，来自您自己账户里的钱。',
  'explain.ownPension': '您从 {{since}}开始领取，现在每月 {{amount}} 元。',
  'explain.wrongPension': '没有按时到账，或金额不对？请先看领取养老金的银行卡，再带身份证到窗口核对。',

  'explain.balance': '这是您个人账户里现在记着的钱。退休以后按月发给您，平时不能提前取。',
  'explain.balanceDrawing':
    '这是个人账户里还剩下的钱。每月养老金有一部分从这里发，所以会慢慢变少。发完了，养老金照样按月发。',
  'explain.ownBalance': '到 {{date}}，一共记入 {{putIn}} 元，其余 {{interest}} 元是利息。',
  'explain.provisional': '今年的利率还没有公布，利息先按上一次的算，公布以后会重新算。',
  'explain.wrongBalance':
    '觉得不对？点“按年账户”能看到每年是怎么来的；还不明白，请叫工作人员，或到窗口核对。',

  'explain.thisYear': '今年 1 月以来已经到账的月数。最近一两个月的钱可能还在路上，这是正常的。',
  'explain.thisYearResident': '今年您自己缴的钱。居民养老一年缴一次，年底以前缴都可以。',
  'explain.ownThisYear': '{{year}} 年到现在：到账 {{months}}，您自己缴了 {{amount}} 元。',
  'explain.wrongResident': '已经缴了却没有显示？过几天再来看；还没有，请带缴费凭证到窗口核对。',

  'explain.base': '缴费基数就是用来算缴费的工资数，一般按您上一年的月平均工资核定，有上限也有下限。',
  'explain.ownBase': '您现在按 {{base}} 元算。',
  'explain.ownBaseEmployed':
    '{{month}}按 {{base}} 元算：您自己缴 {{own}} 元，从工资里扣；单位另外缴 {{employer}} 元。',
  'explain.ownBaseAlone':
    '{{month}}按 {{base}} 元算：您自己缴 {{own}} 元，其中 {{toAccount}} 元记入个人账户。',
  'explain.baseMore': '比一年前多 {{amount}} 元。',
  'explain.baseLess': '比一年前少 {{amount}} 元。',
  'explain.baseChanged': '比一年前变了 {{amount}} 元。',
  'explain.wrongBase': '和您的工资对不上？请先问单位的人事或财务，再到窗口核对。',

  'explain.state.contributing': '现在有人在给您缴费：在单位上班由单位代缴，自己缴的由您自己缴。',
  'explain.state.contributionPaused': '现在没有人给您缴费。以前缴的都在，接着缴就接着算。',
  'explain.state.drawingPension': '您正在按月领取养老金，不用再缴费。',
  'explain.state.pensionPaused': '养老金暂时停发，一般是要做领取资格认证，或者要核对资料。办好后会恢复发放。',
  'explain.state.ended': '您在这里的养老保险关系已经结束，比如已经转到外地。',
  'explain.wrongState': '和您的情况不一样？请叫工作人员，或带身份证到窗口核对。',

  'explain.firstMonth': '有缴费记录的第一个月。更早的工作年限，可能记在纸质档案里，这里看不到。',
  'explain.ownFirstMonth': '您的记录从 {{month}}开始。',
  'explain.noFirstMonth': '还没有到账的缴费。刚参保的，一般一两个月后能看到。',
  'explain.since': '从这个月起按月发养老金。',

  'explain.columns':
    '“缴费基数”是算缴费用的工资数；“个人缴”是您自己的钱；“单位缴”是单位另外出的钱；“划入账户”是记到您个人账户里的钱。',
  'explain.columnsExample': '比如 {{month}}：',
  'explain.columnsStatus':
    '“已缴”是钱到账了；“在途”是钱还在路上；“欠缴”是单位还没有缴清；“未缴”是这个月没有缴费记录。',

  'explain.row.paid': '这个月的钱已经到账，算缴费年限。',
  'explain.row.madeUp': '这个月是后来补缴的，一样算缴费年限。',
  'explain.row.transferredIn': '这个月是从外地转来的，一样算缴费年限。',
  'explain.row.inTransit': '钱已经缴了，还在路上，一般一两个月到账。请放心，不用重新缴。',
  'explain.row.owed': '这个月的钱还没有缴清，缴清以后才算年限。请先问单位；单位一直不缴，请到窗口反映。',
  'explain.row.partlyCredited': '这个月的钱只到了一部分，全部到账以后才算年限。请先问单位。',
  'explain.row.gap': '这几个月没有缴费记录，不算缴费年限。以前缴的不受影响。',
  'explain.row.refund': '多缴的钱已经退回，不影响缴费年限。',
  'explain.row.baseAdjustment': '缴费基数调整以后补的差额。',
  'explain.row.residentSubsidy': '这是政府给您的补贴，记在您的个人账户里。',

  'pension.monthly': '每月养老金',
  'pension.headlineDrawingCovered': '您正在领取养老金，金额已遮住',

  'pension.part.balance': '余额',
  'pension.part.facts': '参保情况',
  'pension.part.ways': '查看和打印',
  'pension.part.months': '每月缴费',

  'contributions.sayAlone': '您自己缴 {{own}} 元，其中 {{toAccount}} 元记入您的个人账户。',
  'contributions.sayEmployed':
    '您自己缴 {{own}} 元，单位缴 {{employer}} 元，其中 {{toAccount}} 元记入您的个人账户。',
  'contributions.saySubsidy':
    '您自己缴 {{own}} 元，政府补贴 {{employer}} 元，其中 {{toAccount}} 元记入您的个人账户。',
  'contributions.sayDue': '应缴：您自己 {{own}} 元，单位 {{employer}} 元；已记入个人账户 {{toAccount}} 元。',
  'contributions.sayBase': '按缴费基数 {{base}} 元算。',
  'contributions.sayPayer': '缴费单位：{{payer}}。',
  'contributions.sayCredited': '{{date}}到账。',

  'statement.preview': '先看样子',

  'accountYears.showTable': '看表格',
  'accountYears.showChart': '看图',
  'accountYears.own': '本金',
  'accountYears.interest': '利息',
  'accountYears.tenThousands': '{{amount}} 万',
  'accountYears.pressYear': '看 {{year}} 年',
  'accountYears.oneYear': '{{year}} 年',
  'accountYears.chartCovered': '图里有您的金额，先遮住了',
  'accountYears.chartCoveredBody': '点一下，就能看到每年的余额是怎么多起来的。',
  'accountYears.endOf': '{{year}} 年末余额',
  'accountYears.sayChart':
    '{{first}} 年到 {{last}} 年的年末余额图：从 {{from}} 元到 {{to}} 元；{{last}} 年末，本金 {{own}} 元，利息 {{interest}} 元。',
  'accountYears.sayBar': '{{year}} 年末余额 {{closing}} 元：本金 {{own}} 元，利息 {{interest}} 元。',
  'accountYears.sayMore': '比上一年末多 {{amount}} 元。',
  'accountYears.sayLess': '比上一年末少 {{amount}} 元。',
  'accountYears.sayOpening': '年初有 {{opening}} 元，这一年得利息 {{interest}} 元。',
  'accountYears.sayPrincipal': '这一年缴费到账 {{months}}，记入 {{principal}} 元，得利息 {{interest}} 元。',
  'accountYears.sayPaidOut': '这一年从账户里发给您 {{amount}} 元。',
  'accountYears.sayClosing': '年末余额 {{closing}} 元。',
  'accountYears.sayRate': '这一年的记账利率是 {{rate}}。',
  'accountYears.explainBalance': '个人账户每年都会结一次：上一年的余额，加上这一年记入的钱，再加上利息。',
  'accountYears.sayExample':
    '{{year}} 年：上年余额 {{opening}} 元，当年记入 {{principal}} 元，利息 {{interest}} 元，余额 {{closing}} 元。',
  'accountYears.explainPaidOut': '发养老金时，本金和利息按比例一起减少。',
  'accountYears.wrong': '哪一年的数不对？请记下年份，叫工作人员，或到窗口核对。',
} as const;
