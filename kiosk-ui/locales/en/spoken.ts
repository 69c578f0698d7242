/** What is only heard, never seen; and the two notes that stand in for what cannot be heard or seen. */
export const enSpoken = {
  'spoken.greeting': 'Hello. Speech is on.',
  'spoken.keys.none': 'Touch a button on the screen to choose it.',
  'spoken.keys.fiveKeys':
    'The up and down keys move by one, the middle key chooses. The left key goes back, the right key turns the page.',
  'spoken.keys.numberPad':
    'The digits are laid out as on a telephone, with a raised dot on 5. Keys 2 and 8 move by one, 5 chooses. Key 4 goes back, 6 turns the page. Key 3 says it again, pressed twice it reads from the top; 1 pauses. The star key is softer, the hash key louder. For help, press 0.',
  'spoken.keys.twoSwitches': 'One switch moves to the next thing, the other one chooses it.',
  'spoken.goOn.none': 'Touch what you want.',
  'spoken.goOn.fiveKeys': 'Press the down key to hear each choice, and the middle key when you hear yours.',
  'spoken.goOn.numberPad': 'Press 8 to hear each choice, and 5 when you hear yours.',
  'spoken.goOn.twoSwitches':
    'Press the first switch to hear each choice, and the second one when you hear yours.',
  'spoken.offerBlank':
    'If others should not see the screen, you can blank it in “{{settings}}” and only listen.',
  'spoken.choices_one': 'There is {{count}} choice: {{names}}.',
  'spoken.choices_other': 'There are {{count}} choices: {{names}}.',
  'spoken.manyChoices_one': 'There is {{count}} choice.',
  'spoken.manyChoices_other': 'There are {{count}} choices.',

  'spoken.button': 'button',
  'spoken.switch': 'switch',
  'spoken.option': 'option',
  'spoken.on': 'on',
  'spoken.off': 'off',
  'spoken.chosen': 'chosen',
  'spoken.notChosen': 'not chosen',
  'spoken.disabled': 'not available now',
  'spoken.position': '{{index}} of {{total}}',
  'spoken.table_one': '{{label}}, {{count}} row',
  'spoken.table_other': '{{label}}, {{count}} rows',
  'spoken.lastPage': 'This is the last page.',
  'spoken.firstPage': 'This is the first page.',
  'spoken.star': 'star',

  'spoken.languages': 'languages',
  'spoken.language.zh-Hans': 'Simplified Chinese',
  'spoken.language.zh-Hant': 'Traditional Chinese',
  'spoken.language.en': 'English',
  'spoken.language.ug': 'Uyghur',

  'spoken.volume': 'Volume {{volume}}',
  'spoken.volumeLowest': 'The volume is at its lowest: silent',
  'spoken.volumeHighest': 'Volume {{volume}}, the highest',
  'spoken.rate': 'Speed {{percent}}%',
  'spoken.needHeadphones': 'There is personal information here. It is read aloud into headphones only.',
  'spoken.blankOn':
    'The picture is off; nobody can see it. To bring it back, touch the screen twice, or choose this switch again.',
  'spoken.blankOff': 'The picture is on.',
  'spoken.blankHint': 'The picture is off while speech is used. Touch the screen again to bring it back.',
  'spoken.noVoice': 'Speech is not yet available in this language',

  'spoken.where.identityCardReader': 'The identity card reader is {{place}}.',
  'spoken.where.socialSecurityCardReader': 'The slot for the social security card is {{place}}.',
  'spoken.where.codeScanner': 'The code scanner is {{place}}.',
  'spoken.where.paperTray': 'The paper comes out {{place}}.',
  'spoken.place.belowLeft': 'below the screen, to the left',
  'spoken.place.belowMiddle': 'below the middle of the screen',
  'spoken.place.belowRight': 'below the screen, to the right',
  'spoken.place.besideLeft': 'to the left of the screen',
  'spoken.place.besideRight': 'to the right of the screen',
  'spoken.pinPad':
    'The PIN pad has its digits as on a telephone, with a raised dot on 5. You will hear “star” for each digit.',
} as const;
