/** The words of first.ts in zh-Hans. Draft: nobody who grew up with Uyghur has read it yet. */
export const ugFirst = {
  'service.name': 'ئىجتىمائىي سۇغۇرتا مۇلازىمىتى',
  'frame.back': 'قايتىش',
  'frame.end': 'تاماملاپ چېكىنىش',
  'frame.help': 'خىزمەتچى چاقىرىش',
  'frame.call.calling': 'چاقىرىلىۋاتىدۇ',
  'frame.call.called': 'چاقىرىلدى',
  'frame.call.answered': 'كېلىۋاتىدۇ',
  'frame.call.notReached': 'ئالاقە بولمىدى',
  'frame.settings': 'خەت ۋە ئاۋاز',
  'frame.lowReach': 'تۆۋەن',
  'frame.short.help': 'ياردەم',
  'frame.short.settings': 'تەڭشەك',
  'frame.short.end': 'تامام',
  'frame.strip': 'ياردەم ۋە تەڭشەك',
  'frame.holder': 'كارتا ئىگىسى',

  'starting.title': 'تەييارلىنىۋاتىدۇ، سەل كۈتۈڭ',
  'starting.body': 'ماشىنا قوزغىلىۋاتىدۇ، تەييار بولغاندا ئۆزى باشلىنىدۇ.',

  'attract.title.identityCard': 'كىملىكىڭىزنى قويۇپ، كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.title.socialSecurityCard': 'ئىجتىمائىي كاپالەت كارتىڭىزنى سېلىپ، كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.title.electronicCard':
    'ئېلېكترونلۇق ئىجتىمائىي كاپالەت كارتىسىنى سىكانېرلاپ، كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.title.anyCard': 'كىملىك ياكى ئىجتىمائىي كاپالەت كارتىسى بىلەن كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.title.identityCardOrCode':
    'كىملىك ياكى ئېلېكترونلۇق ئىجتىمائىي كاپالەت كارتىسى بىلەن كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.title.socialSecurityCardOrCode':
    'ئىجتىمائىي كاپالەت كارتىسى ياكى ئېلېكترونلۇق كارتا بىلەن كۈتۈنۈش سۇغۇرتىڭىزنى كۆرۈڭ',
  'attract.body': 'تاپشۇرغان ھەق، قالدۇق سومما، بېسىلغان ھېسابات تالونى — ھەممىسى مۇشۇ يەردە.',
  'attract.touch': 'ئېكراننى چېكىڭ ياكى كارتىنى قويۇڭ',
  'attract.touchInsert': 'ئېكراننى چېكىڭ ياكى كارتىنى سېلىڭ',
  'attract.touchFirst': 'باشلاش ئۈچۈن ئېكراننى چېكىڭ',

  'presentCard.title': 'كىملىكىڭىزنى ئوقۇغۇچقا تۈز قويۇڭ',
  'presentCard.step1': 'قايسى يۈزىنى ئۈستىگە قىلسىڭىزمۇ بولىدۇ',
  'presentCard.step2': 'قويغاندىن كېيىن مىدىرلاتماڭ، بىر-ئىككى سېكۇنتتا ئوقۇلىدۇ',
  'presentCard.step3': 'بېجىرىش جەريانىدا كارتا شۇ يەردە تۇرسۇن، ئالسىڭىز چېكىنىدۇ',
  'presentCard.insert.title': 'ئىجتىمائىي كاپالەت كارتىڭىزنى سېلىڭ',
  'presentCard.insert.step1': 'ئۆزىكى ئۈستىگە، ئىسترېلكىسى ئىچىگە قارىتىپ، ئاستا ئىتتىرىڭ',
  'presentCard.insert.step2': 'بېجىرىش جەريانىدا كارتا ئىچىدە تۇرىدۇ، تارتماڭ',
  'presentCard.insert.step3': 'بېجىرىپ بولغاندا كارتا قايتىپ چىقىدۇ، ئېلىۋېلىڭ',
  'presentCard.anyWay': 'قايسىسىنى ئىشلەتسىڭىزمۇ بولىدۇ',
  'presentCard.identityCard': 'كىملىك',
  'presentCard.identityCardHow': 'ئوقۇغۇچقا تۈز قويۇڭ، بېجىرىپ بولۇپ ئېلىڭ',
  'presentCard.socialSecurityCard': 'ئىجتىمائىي كاپالەت كارتىسى',
  'presentCard.socialSecurityCardHow': 'ئۆزىكى ئۈستىگە، ئىسترېلكىسى ئىچىگە قارىتىپ سېلىڭ',
  'presentCard.electronicCard': 'ئېلېكترونلۇق كارتا',
  'presentCard.scan': 'كودنى سىكانېرلاش',
  'presentCard.electronicCardHow': 'ئاۋۋال يانفونىڭىزدا ئىككى ئۆلچەملىك كودىنى ئېچىڭ',

  'reading.title.identityCard': 'كارتا ئوقۇلۇۋاتىدۇ، كىملىكنى مىدىرلاتماڭ',
  'reading.title.socialSecurityCard': 'ئىجتىمائىي كاپالەت كارتىسى ئوقۇلۇۋاتىدۇ، سەل كۈتۈڭ',
  'reading.title.electronicCard': 'خاتىرىڭىز ئېچىلىۋاتىدۇ',
  'reading.body': 'ئادەتتە بىر-ئىككى سېكۇنت كېتىدۇ.',
  'openingRecords.title': 'خاتىرىڭىز ئىزدىلىۋاتىدۇ',
  'openingRecords.body.identityCard': 'سەل كۈتۈڭ، كىملىك ئوقۇغۇچتا تۇرسۇن.',
  'openingRecords.body.socialSecurityCard': 'سەل كۈتۈڭ، بېجىرىپ بولغاندا كارتا ئۆزى قايتىپ چىقىدۇ.',
  'openingRecords.body.electronicCard': 'سەل كۈتۈڭ، يانفونىڭىزنى يىغىۋالسىڭىز بولىدۇ.',

  'outOfService.title': 'بۇ ماشىنا ۋاقىتلىق مۇلازىمەت قىلمايدۇ',
  'outOfService.outOfServiceHardware': 'كارتا ئوقۇغۇچ رېمونت قىلىنىۋاتىدۇ.',
  'outOfService.outOfServiceConsumables': 'پرىنتېرغا قەغەز ياكى سىياھ تولدۇرۇلۇۋاتىدۇ.',
  'outOfService.outOfServiceBackend': 'سۇغۇرتا خاتىرە سىستېمىسىغا ۋاقىتلىق ئۇلانغىلى بولمىدى.',
  'outOfService.cardStuck': 'كارتىڭىز ماشىنىنىڭ ئىچىدە قالدى، ئېلىپ بېرىشنى خىزمەتچىدىن سوراڭ',
  'outOfService.body':
    'يېنىدىكى ماشىنىنى ئىشلىتىڭ ياكى كۆزنەكتە بېجىرىڭ. ئەسلىگە كەلسە ئېكران ئۆزى باشلىنىدۇ.',

  'takeCard.title.identityCardReader': 'كىملىكىڭىزنى ئېلىۋېلىڭ',
  'takeCard.title.socialSecurityCardReader': 'ئىجتىمائىي كاپالەت كارتىڭىزنى ئېلىۋېلىڭ',
  'takeCard.body': 'ئۇچۇرلىرىڭىز ئېكراندىن ئۆچۈرۈلدى.',
  'takeCard.soon': 'كارتا ئېغىزدا، دەرھال ئېلىڭ، ئالمىسىڭىز يىغىۋېلىنىدۇ',

  'goodbye.ended.title': 'بېجىرىپ بولدىڭىز، خەير-خوش',
  'goodbye.ended.body': 'ئۇچۇرلىرىڭىز بۇ ماشىنىدىن ئۆچۈرۈلدى.',
  'goodbye.cardTaken.title': 'كارتا ئېلىندى، بىخەتەر چېكىندىڭىز',
  'goodbye.cardTaken.body':
    'ئۇچۇرلىرىڭىز بۇ ماشىنىدىن ئۆچۈرۈلدى. داۋاملاشتۇرماقچى بولسىڭىز كارتىڭىزنى يەنە بىر قېتىم ئىشلىتىڭ.',
  'goodbye.idle.title': 'ئۇزۇن مەشغۇلات قىلىنمىدى، بىخەتەر چېكىندىڭىز',
  'goodbye.idle.body':
    'ئۇچۇرلىرىڭىز بۇ ماشىنىدىن ئۆچۈرۈلدى. داۋاملاشتۇرماقچى بولسىڭىز كارتىڭىزنى يەنە بىر قېتىم ئىشلىتىڭ.',
  'goodbye.sessionEnded.title': 'بۇ قېتىمقى ۋاقىت توشتى، بىخەتەر چېكىندىڭىز',
  'goodbye.sessionEnded.body':
    'خاتىرىڭىز ئۆزگەرمىدى. داۋاملاشتۇرماقچى بولسىڭىز كارتىڭىزنى يەنە بىر قېتىم ئىشلىتىڭ.',
  'goodbye.linkLost.title': 'ماشىنىنىڭ ئىچكى ئۇلىنىشى ئۈزۈلدى، بىخەتەر چېكىندىڭىز',
  'goodbye.linkLost.body': 'خاتىرىڭىز ئۆزگەرمىدى. سەل تۇرۇپ قايتا سىناڭ ياكى كۆزنەكتە بېجىرىڭ.',
  'goodbye.readerLost.title': 'كارتا ئوقۇغۇچ ئۈزۈلدى، بىخەتەر چېكىندىڭىز',
  'goodbye.readerLost.body': 'خاتىرىڭىز ئۆزگەرمىدى. كارتىڭىزنى ئېلىۋېلىڭ؛ چىقمىسا خىزمەتچىدىن سوراڭ.',
  'goodbye.nothingPrinted.title': 'بۇ قېتىم بېسىلمىدى',
  'goodbye.nothingPrinted.body':
    'خاتىرىڭىز ئۆزگەرمىدى. كارتىڭىزنى ئىشلىتىپ قايتا بېسىڭ ياكى كۆزنەكتىن ئېلىڭ.',
} as const;
