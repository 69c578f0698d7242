/** The words of pension.ts in zh-Hans. */
export const zhHantPension = {
  'figures.show': '顯示金額',
  'figures.showHint': '現在用星號遮住',
  'figures.hide': '遮住金額',
  'figures.hideHint': '旁邊有人時可以遮住',
  'figures.covered': '金額已遮住',
  'figures.staffIsHere': '工作人員在旁邊，金額先遮住。',

  'list.pages': '翻頁',
  'list.jump': '選年份',
  'list.whichYears': '要看哪幾年？',
  'list.whichYear': '要看哪一年？',
  'list.backToList': '回到列表',
  'list.open': '明細',
  'list.openNamed': '{{name}}，看明細',

  'explain.word': '說明',
  'explain.open': '{{name}}，看說明',
  'explain.close': '知道了',
  'explain.readAloud': '讀給我聽',

  'explain.paidMonths': '錢已經到帳的月份都算。同一個月有兩家單位繳，也只算一個月。',
  'explain.ownPaidMonths': '從 {{first}}到 {{last}}，一共算 {{months}}。',
  'explain.ownGaps': '中間有 {{months}}沒有繳費記錄，不算在內。',
  'explain.ownOwed': '還有 {{months}}單位沒有繳清，繳清以後才算。',
  'explain.wrongMonths': '覺得不對？請記下是哪個月，先問當時的單位，再帶身份證到窗口核對。記錄不會遺失。',

  'explain.pension':
    '養老金主要是兩部分：基礎養老金，看繳費年限和繳費多少；個人帳戶養老金，來自您自己帳戶裡的錢。',
  'explain.ownPension': '您從 {{since}}開始領取，現在每月 {{amount}} 元。',
  'explain.wrongPension': '沒有按時到帳，或金額不對？請先看領取養老金的銀行卡，再帶身份證到窗口核對。',

  'explain.balance': '這是您個人帳戶裡現在記著的錢。退休以後按月發給您，平時不能提前取。',
  'explain.balanceDrawing':
    '這是個人帳戶裡還剩下的錢。每月養老金有一部分從這裡發，所以會慢慢變少。發完了，養老金照樣按月發。',
  'explain.ownBalance': '到 {{date}}，一共記入 {{putIn}} 元，其餘 {{interest}} 元是利息。',
  'explain.provisional': '今年的利率還沒有公布，利息先按上一次的算，公布以後會重新算。',
  'explain.wrongBalance':
    '覺得不對？點「按年帳戶」能看到每年是怎麼來的；還不明白，請叫工作人員，或到窗口核對。',

  'explain.thisYear': '今年 1 月以來已經到帳的月數。最近一兩個月的錢可能還在路上，這是正常的。',
  'explain.thisYearResident': '今年您自己繳的錢。居民養老一年繳一次，年底以前繳都可以。',
  'explain.ownThisYear': '{{year}} 年到現在：到帳 {{months}}，您自己繳了 {{amount}} 元。',
  'explain.wrongResident': '已經繳了卻沒有顯示？過幾天再來看；還沒有，請帶繳費憑證到窗口核對。',

  'explain.base': '繳費基數就是用來算繳費的工資數，一般按您上一年的月平均工資核定，有上限也有下限。',
  'explain.ownBase': '您現在按 {{base}} 元算。',
  'explain.ownBaseEmployed':
    '{{month}}按 {{base}} 元算：您自己繳 {{own}} 元，從工資裡扣；單位另外繳 {{employer}} 元。',
  'explain.ownBaseAlone':
    '{{month}}按 {{base}} 元算：您自己繳 {{own}} 元，其中 {{toAccount}} 元記入個人帳戶。',
  'explain.baseMore': '比一年前多 {{amount}} 元。',
  'explain.baseLess': '比一年前少 {{amount}} 元。',
  'explain.baseChanged': '比一年前變了 {{amount}} 元。',
  'explain.wrongBase': '和您的工資對不上？請先問單位的人事或財務，再到窗口核對。',

  'explain.state.contributing': '現在有人在給您繳費：在單位上班由單位代繳，自己繳的由您自己繳。',
  'explain.state.contributionPaused': '現在沒有人給您繳費。以前繳的都在，接著繳就接著算。',
  'explain.state.drawingPension': '您正在按月領取養老金，不用再繳費。',
  'explain.state.pensionPaused': '養老金暫時停發，一般是要做領取資格認證，或者要核對資料。辦好後會恢復發放。',
  'explain.state.ended': '您在這裡的養老保險關係已經結束，比如已經轉到外地。',
  'explain.wrongState': '和您的情況不一樣？請叫工作人員，或帶身份證到窗口核對。',

  'explain.firstMonth': '有繳費記錄的第一個月。更早的工作年限，可能記在紙本檔案裡，這裡看不到。',
  'explain.ownFirstMonth': '您的記錄從 {{month}}開始。',
  'explain.noFirstMonth': '還沒有到帳的繳費。剛參保的，一般一兩個月後能看到。',
  'explain.since': '從這個月起按月發養老金。',

  'explain.columns':
    '「繳費基數」是算繳費用的工資數；「個人繳」是您自己的錢；「單位繳」是單位另外出的錢；「劃入帳戶」是記到您個人帳戶裡的錢。',
  'explain.columnsExample': '比如 {{month}}：',
  'explain.columnsStatus':
    '「已繳」是錢到帳了；「在途」是錢還在路上；「欠繳」是單位還沒有繳清；「未繳」是這個月沒有繳費記錄。',

  'explain.row.paid': '這個月的錢已經到帳，算繳費年限。',
  'explain.row.madeUp': '這個月是後來補繳的，一樣算繳費年限。',
  'explain.row.transferredIn': '這個月是從外地轉來的，一樣算繳費年限。',
  'explain.row.inTransit': '錢已經繳了，還在路上，一般一兩個月到帳。請放心，不用重新繳。',
  'explain.row.owed': '這個月的錢還沒有繳清，繳清以後才算年限。請先問單位；單位一直不繳，請到窗口反映。',
  'explain.row.partlyCredited': '這個月的錢只到了一部分，全部到帳以後才算年限。請先問單位。',
  'explain.row.gap': '這幾個月沒有繳費記錄，不算繳費年限。以前繳的不受影響。',
  'explain.row.refund': '多繳的錢已經退回，不影響繳費年限。',
  'explain.row.baseAdjustment': '繳費基數調整以後補的差額。',
  'explain.row.residentSubsidy': '這是政府給您的補貼，記在您的個人帳戶裡。',

  'pension.monthly': '每月養老金',
  'pension.headlineDrawingCovered': '您正在領取養老金，金額已遮住',

  'pension.part.balance': '餘額',
  'pension.part.facts': '參保情況',
  'pension.part.ways': '查看和列印',
  'pension.part.months': '每月繳費',

  'contributions.sayAlone': '您自己繳 {{own}} 元，其中 {{toAccount}} 元記入您的個人帳戶。',
  'contributions.sayEmployed':
    '您自己繳 {{own}} 元，單位繳 {{employer}} 元，其中 {{toAccount}} 元記入您的個人帳戶。',
  'contributions.saySubsidy':
    '您自己繳 {{own}} 元，政府補貼 {{employer}} 元，其中 {{toAccount}} 元記入您的個人帳戶。',
  'contributions.sayDue': '應繳：您自己 {{own}} 元，單位 {{employer}} 元；已記入個人帳戶 {{toAccount}} 元。',
  'contributions.sayBase': '按繳費基數 {{base}} 元算。',
  'contributions.sayPayer': '繳費單位：{{payer}}。',
  'contributions.sayCredited': '{{date}}到帳。',

  'statement.preview': '先看樣子',

  'accountYears.showTable': '看表格',
  'accountYears.showChart': '看圖',
  'accountYears.own': '本金',
  'accountYears.interest': '利息',
  'accountYears.tenThousands': '{{amount}} 萬',
  'accountYears.pressYear': '看 {{year}} 年',
  'accountYears.oneYear': '{{year}} 年',
  'accountYears.chartCovered': '圖裡有您的金額，先遮住了',
  'accountYears.chartCoveredBody': '點一下，就能看到每年的餘額是怎麼多起來的。',
  'accountYears.endOf': '{{year}} 年末餘額',
  'accountYears.sayChart':
    '{{first}} 年到 {{last}} 年的年末餘額圖：從 {{from}} 元到 {{to}} 元；{{last}} 年末，本金 {{own}} 元，利息 {{interest}} 元。',
  'accountYears.sayBar': '{{year}} 年末餘額 {{closing}} 元：本金 {{own}} 元，利息 {{interest}} 元。',
  'accountYears.sayMore': '比上一年末多 {{amount}} 元。',
  'accountYears.sayLess': '比上一年末少 {{amount}} 元。',
  'accountYears.sayOpening': '年初有 {{opening}} 元，這一年得利息 {{interest}} 元。',
  'accountYears.sayPrincipal': '這一年繳費到帳 {{months}}，記入 {{principal}} 元，得利息 {{interest}} 元。',
  'accountYears.sayPaidOut': '這一年從帳戶裡發給您 {{amount}} 元。',
  'accountYears.sayClosing': '年末餘額 {{closing}} 元。',
  'accountYears.sayRate': '這一年的記帳利率是 {{rate}}。',
  'accountYears.explainBalance': '個人帳戶每年都會結一次：上一年的餘額，加上這一年記入的錢，再加上利息。',
  'accountYears.sayExample':
    '{{year}} 年：上年餘額 {{opening}} 元，當年記入 {{principal}} 元，利息 {{interest}} 元，餘額 {{closing}} 元。',
  'accountYears.explainPaidOut': '發養老金時，本金和利息按比例一起減少。',
  'accountYears.wrong': '哪一年的數不對？請記下年份，叫工作人員，或到窗口核對。',
} as const;
