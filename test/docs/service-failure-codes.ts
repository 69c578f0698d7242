import type { ServiceErrorCode } from '#shared/records-api/common.ts';

export interface ServiceRow {
  readonly cause: string;
  /** What a page has to tell the citizen: what happened, what to do, that nothing is lost. Empty where none is concerned. */
  readonly citizen: string;
  readonly staff: string;
}

/** What a single service of the records service may refuse, in the order of its code in `shared/records-api/common.ts`. */
export const SERVICE_FAILURES: Readonly<Record<ServiceErrorCode, ServiceRow>> = {
  idempotencyKeyReused: {
    cause: 'A key that came with another call before: a mistake of the program that calls. Audited.',
    citizen: '这次办理没有成功，也没有产生任何变更。请返回后重新办理，或找工作人员。',
    staff: 'Report it with the time and the terminal: two programs are not of one build, or it is a bug.',
  },
  policyNotFound: {
    cause: 'A calculator was asked about a region for which no policy pack sets such figures.',
    citizen: '本机还没有这个地区的政策数据，不能测算或办理。您的信息没有任何变化，请到柜台咨询。',
    staff: 'Add the pack of that region, with its document.',
  },
  renewalNotHere: {
    cause:
      'The citizen belongs to a group that renews elsewhere: the register says so, or they do. `detail` names the group and the office.',
    citizen:
      '您属于需要在其他地方办理参保缴费的人群，本机不能办理。没有扣款，也没有任何变更。请到页面提示的地点办理。',
    staff: 'Nothing. Where the register has the wrong group, it is changed at the counter.',
  },
  paidElsewhere: {
    cause:
      'The person is insured in another way: an employer pays, or the other of the two payments is theirs.',
    citizen: '这位参保人不是用这种方式缴费的，本机没有扣款。请选择另一种缴费，或到柜台咨询。',
    staff: 'Look at the insured person’s kind of insurance.',
  },
  gapTooLong: {
    cause: 'More months are missing than the region lets be made up at a kiosk.',
    citizen: '您停缴的时间较长，不能在本机补缴。没有扣款，请带身份证到柜台办理。',
    staff: 'Make the months up at the counter, where the region allows it.',
  },
  nothingToPay: {
    cause: 'The year or the months are paid, or fewer are missing than were asked for.',
    citizen: '没有需要缴纳的费用，本机没有扣款。',
    staff: 'Nothing.',
  },
  paymentOrderOpen: {
    cause: 'An order for the same person is waiting, being paid or being posted.',
    citizen: '这笔费用已有一张正在办理的缴费单，请在“我的缴费单”中继续。没有重复扣款。',
    staff: 'Nothing; a waiting order can be cancelled there, and ends by itself.',
  },
  paymentOrderNotFound: {
    cause: 'No order of this person has that number.',
    citizen: '没有找到这张缴费单。您的缴费记录没有任何变化，请返回缴费单列表查看。',
    staff: 'See who created it; another person’s order answers the same.',
  },
  paymentOrderOver: {
    cause: 'The time to pay is up, the bank refused, or it was cancelled.',
    citizen: '这张缴费单已经结束，没有扣款。请重新办理，只需按一次。',
    staff: 'Nothing. What a bank books late goes back by itself.',
  },
  paymentUnderWay: {
    cause: 'An order that is being paid, or is paid, cannot be cancelled.',
    citizen: '这张缴费单正在扣款或已经扣款，不能取消。请稍候查看结果，钱不会丢失。',
    staff: 'Look at the order’s history; see docs/payments.md.',
  },
  cardFinanceNotActivated: {
    cause: 'No card in use of the payer has its financial function activated.',
    citizen: '您的社保卡还没有开通金融功能，不能缴费。没有扣款。请带身份证和社保卡到银行网点开通后再来。',
    staff: 'Name the banks of the region; the page lists them.',
  },
  receiptNotReady: {
    cause: 'A receipt is there only once the months are posted.',
    citizen: '缴费还没有到账，暂时没有凭证。钱不会丢失，请稍后再来打印。',
    staff: 'Look at the order’s history; see docs/payments.md.',
  },
  notificationInvalid: {
    cause:
      'A notification that is not signed by the configured provider, or not of the agreed form. Audited.',
    citizen: '',
    staff: 'Compare the provider’s key with `payments.providerKeyFile`; tell security where it repeats.',
  },
  paymentsUnavailable: {
    cause: 'The service has no payment provider in its configuration.',
    citizen: '本机暂时不能缴费，没有扣款。请到柜台办理。',
    staff: '`payments` in the configuration of the records service.',
  },
  familyMemberNotFound: {
    cause: 'No active relative stands on that line of the citizen’s family list.',
    citizen: '没有找到这位家庭成员，没有任何变更。请返回家庭成员列表查看。',
    staff: 'Nothing.',
  },
  relativeNotOnFile: {
    cause: 'The relative’s card is genuine, but nobody of that number is on file.',
    citizen: '没有查到这位亲属的参保登记，不能绑定。没有任何变更，请到柜台咨询。',
    staff: 'Look for the relative’s record in the core system.',
  },
  familyMemberBound: {
    cause: 'The relative is bound already.',
    citizen: '这位亲属已经在您的家庭成员里，不需要再次绑定。',
    staff: 'Nothing.',
  },
  familyFullNow: {
    cause: 'As many relatives are bound as the region allows at one time.',
    citizen: '您绑定的家庭成员已达上限，没有绑定成功。请先解除一位，再绑定新的成员。',
    staff: 'Nothing; warn that unbinding does not give a slot back.',
  },
  familyFullEver: {
    cause: 'As many relatives were ever bound as the region allows; unbinding gives none back.',
    citizen: '您累计绑定的家庭成员已达上限，不能再绑定。没有任何变更，请到柜台办理。',
    staff: 'Enrol and take the payment at the counter.',
  },
  familyAuthorisationInvalid: {
    cause:
      'No valid paper authorisation has that number for this citizen: mistyped, used, run out, or another’s. Audited.',
    citizen: '授权书编号不对，或授权书已使用、已过期，没有绑定成功。请核对编号，或请亲属带身份证到场刷卡。',
    staff: 'Look the number up; give out a new authorisation where it has run out.',
  },
  applicationNotFound: {
    cause: 'No case of this citizen has that number: mistyped, or somebody else’s, which is not told apart.',
    citizen: '没有找到这个受理号的业务，没有任何变更。请核对回执上的号码，或在“我的申请”里查看。',
    staff: 'Find the case by the citizen’s own list.',
  },
  applicationAlreadyOpen: {
    cause:
      'A filing is in force or waits; or an objection to that row, a change of that detail, a transfer between these regions, a report of that worker waits already.',
    citizen: '您已经有一项同样的业务在办理或已生效，不需要重复办理。请在“我的申请”里查看进度。',
    staff: 'Nothing; the list of applications has it.',
  },
  applicationMovedOn: {
    cause:
      'It was decided, cancelled or taken back meanwhile, or this kind is not taken back. An office gets it where the state is not the one it expected.',
    citizen: '这项业务的状态已经变化，这次操作没有执行，其他内容没有变更。请返回查看最新进度。',
    staff: 'An office reads the case again and decides anew.',
  },
  applicationStepTooEarly: {
    cause:
      'A filing is changed or cancelled before it has run the full time of the region’s pack, or an office puts a change in force before its day; `detail` has the day.',
    citizen: '还没到可以变更或取消的日期，这次没有办理，原备案继续有效。可办理的日期见备案详情。',
    staff: 'Nothing; the day is the region’s rule.',
  },
  filingPlaceNotAllowed: {
    cause:
      'No municipality or city at prefecture level, the own city, the same place as before, or no address for somebody who lives elsewhere for long.',
    citizen: '备案地点不符合要求，没有提交。请选择参保地以外的城市，并填写在当地的居住地址。',
    staff: 'Nothing.',
  },
  filingProofMissing: {
    cause: 'No promise letter signed and no paper shown; a referral always needs its paper.',
    citizen: '还缺少证明材料或承诺书，没有提交。请签署承诺书，或带上证明材料再办理。',
    staff: 'Help with the papers that the category lists.',
  },
  filingNotRetired: {
    cause:
      'By the record and the dates of birth the statutory age is not reached; of a woman without a pension the later of her two ages counts.',
    citizen:
      '您还没有到法定退休年龄，不能按异地安置退休人员备案，没有提交。请改选“异地长期居住”，或到柜台办理。',
    staff: 'Check the age and post at the counter; file as living or working elsewhere.',
  },
  notFlexibleWorker: {
    cause: 'The record has an employer, another scheme, or a pension.',
    citizen:
      '只有灵活就业参保人员可以在这里申报缴费基数。没有任何变更，如果您的参保身份已变化，请到柜台办理。',
    staff: 'Compare the record with the citizen’s status.',
  },
  declarationClosed: {
    cause: 'Outside the window of the region’s pack, or the region leaves it to its office.',
    citizen: '现在不在缴费基数申报期内，没有提交，原来的基数继续有效。申报时间见本页，也可到柜台咨询。',
    staff: 'Nothing; the window is the pack’s.',
  },
  baseOutOfLimits: {
    cause:
      'Below the floor, above the ceiling, a level that the pack does not have, or an amount where only levels are allowed.',
    citizen: '这个缴费基数不在允许的范围内，没有提交。请在上下限之间重新选择。',
    staff: 'Nothing.',
  },
  transferNotNeeded: {
    cause: 'Both regions lie in one province and the scheme stays the same.',
    citizen: '在同一个省内不需要办理转移，您的缴费年限会合并计算。没有提交申请。',
    staff: 'Nothing.',
  },
  transferNotPossible: {
    cause:
      'Neither region or scheme is that of the record here, a pension is drawn, or the record is a resident’s.',
    citizen: '您的参保情况不能在这里办理转移，没有提交，您的记录没有变化。请到柜台办理。',
    staff: 'Check scheme and state of the record; residents and pensioners go other ways.',
  },
  recordRowNotFound: {
    cause:
      'The month, line or year that is objected to is not in this citizen’s record, or the month that is said to be missing is there.',
    citizen: '您的记录里没有这一条，没有提交。请返回缴费记录重新选择。',
    staff: 'Nothing.',
  },
  unitNotAuthorised: {
    cause: 'No authorisation of the unit, or no longer; whether there is such a unit is not told.',
    citizen: '您没有被授权为这个单位办理业务，没有提交。请先由单位办理经办人授权。',
    staff: 'Register the unit’s agent after its authorisation has been seen.',
  },
  workerNotOfUnit: {
    cause: 'A decrease names somebody who does not pay through the unit, or another name than the record’s.',
    citizen: '在本单位名下没有查到这位职工，没有提交。请核对姓名和身份证号码。',
    staff: 'Compare with the unit’s list.',
  },
  workerAlreadyOfUnit: {
    cause: 'An increase names somebody who pays through the unit.',
    citizen: '这位职工已经在本单位参保，不需要再办理增员。没有提交。',
    staff: 'Nothing.',
  },
  papersMissing: {
    cause: 'The checklist of the region’s pack has a required paper that was not ticked.',
    citizen: '材料还不齐全，没有提交。请对照清单备齐后再办理。',
    staff: 'Nothing.',
  },
  officeUnknown: {
    cause: '`kid` of a back office’s request names no active office. Audited.',
    citizen: '',
    staff: 'Register the office in the configuration: `office`.',
  },
  officeRequestInvalid: {
    cause: 'Form, signature or content of a back office’s request is wrong, or its nonce was used. Audited.',
    citizen: '',
    staff: 'Compare its key with `office.publicKeyFile`; tell security where it repeats.',
  },
  officeRequestStale: {
    cause: 'More than a minute old, or more than ten seconds ahead. Audited.',
    citizen: '',
    staff: 'Set the clocks of both machines by NTP.',
  },
  queryPasswordWrong: {
    cause:
      'The query password that was entered is not the one that is set. `tries.left` says how often it may still be tried today.',
    citizen: '查询密码不对。请核对后重新输入，屏幕上写着今天还可以输入几次。您的信息没有任何变化。',
    staff: 'None. A forgotten one is taken back at the counter, and a new one is set at the kiosk.',
  },
  queryPasswordLocked: {
    cause:
      'The wrong tries of the day are used up, at whichever terminals they were made. The right one is not accepted either until `tries.lockedUntil`.',
    citizen:
      '查询密码今天已锁定，明天可以再试；需要马上办理的，请带身份证到柜台解锁。查看缴费和账户不受影响，您的信息没有任何变化。',
    staff: 'See who it is by the original card, then unlock it or take it back at the counter.',
  },
  queryPasswordNotSet: {
    cause: 'A query password was to be entered or changed, and none is set.',
    citizen: '您还没有设置查询密码。请先设置，再办理这项业务。您的信息没有任何变化。',
    staff: 'None.',
  },
  queryPasswordAlreadySet: {
    cause: 'A first query password was to be set, and one is set already: the old one has to be entered.',
    citizen:
      '您已经设置过查询密码。要修改请先输入原来的密码；忘记了请带身份证到柜台办理。原来的密码仍然有效。',
    staff: 'A forgotten one is taken back at the counter.',
  },
  queryPasswordTooSimple: {
    cause:
      'A new query password is too short or too long, or can be guessed from the card; `fault` names the rule.',
    citizen: '这个密码太容易被猜到，没有设置成功。请不要用生日、身份证号码中的数字、重复或连续的数字。',
    staff: 'None.',
  },
  queryPasswordNeedsCard: {
    cause:
      'A first query password was to be set with an electronic card, or a social-security card without its PIN.',
    citizen: '第一次设置查询密码，请把身份证放在读卡处，或插入社保卡并输入卡密码。您的信息没有任何变化。',
    staff: 'None.',
  },
  tooManyTries: {
    cause:
      'Too many wrong codes for one printed statement or from one network, or too many refused calls from one network in a minute; `Retry-After` says for how long.',
    citizen: '输入不符的次数过多，查验已暂停。请稍后或明天再试，也可以到柜台核实。记录单本身没有任何变化。',
    staff:
      'Where it comes from a hall: look for the terminal or program that repeats refused calls (audit `requestsRefused`). Kiosks that are not refused are never held up.',
  },
};
