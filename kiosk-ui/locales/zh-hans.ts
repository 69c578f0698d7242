/**
 * The screen's words in the first chunk: everything before and after a visit, whole sentences without parameters.
 * These keys are the source of the key type; every other language has exactly the same.
 */
export const zhHans = {
  'service.name': '社会保险自助服务',
  'frame.back': '返回',
  'frame.end': '结束并退出',
  'frame.help': '需要帮忙？请找工作人员',
  'frame.languages': '语言',

  'starting.title': '正在准备，请稍候',
  'starting.body': '本机正在启动，准备好后会自动开始。',

  'attract.title': '放上身份证，查养老保险',
  'attract.body': '看缴费、看余额、打印对账单，都在这里。',
  'attract.touch': '轻触屏幕或放身份证',

  'presentCard.title': '请把身份证平放在读卡区',
  'presentCard.step1': '身份证正面或背面朝上都可以',
  'presentCard.step2': '放好后请不要移动，一两秒就读好',
  'presentCard.step3': '办理时请把卡留在上面，取走卡就会退出',

  'reading.title': '正在读卡，请不要移动身份证',
  'reading.body': '一般只要一两秒。',
  'openingRecords.title': '正在查询您的记录',
  'openingRecords.body': '请稍候，身份证请留在读卡区。',

  'cardProblem.noMedia.title': '卡拿开得早了一点',
  'cardProblem.noMedia.body': '请再放一次，平放不动，等屏幕变化后再看。',
  'cardProblem.invalidMedia.title': '这张卡读不出来',
  'cardProblem.invalidMedia.body':
    '请换成第二代身份证，取下卡套和其他卡片后再放一次。社保卡、银行卡不能在这里读。',
  'cardProblem.cardCollision.title': '读卡区不止一张卡',
  'cardProblem.cardCollision.body': '请只放一张身份证，把手机、钱包和别的卡片拿开。',
  'cardProblem.securityFail.title': '这张卡没有通过核验',
  'cardProblem.securityFail.body': '请取回后再放一次。仍然不行，请带上证件到窗口办理。',
  'cardProblem.cardExpired.title': '身份证已过有效期',
  'cardProblem.cardExpired.body': '您的社保记录不受影响。请先换领新证，或到窗口由工作人员办理。',
  'cardProblem.cardNotYetValid.title': '身份证还没到生效日期',
  'cardProblem.cardNotYetValid.body': '请使用在有效期内的身份证，或到窗口由工作人员办理。',
  'cardProblem.numberNotValid.title': '卡上的证件号码核对不上',
  'cardProblem.numberNotValid.body': '请取回后再放一次。仍然不行，请到窗口由工作人员办理。',
  'cardProblem.readerFirmwareOutdated.title': '本机暂时读不了这种卡',
  'cardProblem.readerFirmwareOutdated.body': '不是您的卡有问题，是读卡器需要升级。请到窗口办理。',
  'cardProblem.takeBack': '请取回身份证',

  'outOfService.title': '本机暂停服务',
  'outOfService.outOfServiceHardware': '读卡器正在检修。',
  'outOfService.outOfServiceConsumables': '打印机正在补充纸张或墨粉。',
  'outOfService.outOfServiceBackend': '暂时连不上社保记录系统。',
  'outOfService.body': '请使用旁边的机器，或到窗口办理。恢复后屏幕会自动开始。',

  'takeCard.title': '请取回您的身份证',
  'takeCard.body': '您的信息已从屏幕清除。',

  'goodbye.ended.title': '办好了，请慢走',
  'goodbye.ended.body': '您的信息已从本机清除。',
  'goodbye.cardTaken.title': '身份证已取走，已安全退出',
  'goodbye.cardTaken.body': '您的信息已从本机清除。要接着办，请再放一次身份证。',
  'goodbye.idle.title': '好一会儿没有操作，已安全退出',
  'goodbye.idle.body': '您的信息已从本机清除。要接着办，请再放一次身份证。',
  'goodbye.sessionEnded.title': '这次查询已到时限，已安全退出',
  'goodbye.sessionEnded.body': '您的记录没有变化。要接着办，请再放一次身份证。',
  'goodbye.linkLost.title': '本机内部连接中断，已安全退出',
  'goodbye.linkLost.body': '您的记录没有变化。请稍后再试，或到窗口办理。',
  'goodbye.readerLost.title': '读卡器断开了，已安全退出',
  'goodbye.readerLost.body': '您的记录没有变化。请取回身份证，稍后再试或到窗口办理。',
  'goodbye.nothingPrinted.title': '这次没有打印出来',
  'goodbye.nothingPrinted.body': '您的记录没有变化。请再放一次身份证重新打印，或到窗口领取。',
} as const;
