import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { languageInUse, t } from '../locales/text.ts';
import type { ScreenModel } from '../machines/screen-model.ts';
import type { Send } from './draw.ts';
import { BackIcon, EndIcon, Mark } from './icons/quiet-icons.tsx';
import { Strip } from './strip.tsx';

interface FrameProps {
  readonly model: ScreenModel;
  readonly send: Send;
  /** Something lies over the frame: nothing in it can be reached. */
  readonly covered: boolean;
  readonly children: ComponentChildren;
}

/**
 * Header, main and footer: at the same places on every screen. In low reach the whole of it stands in the lower part
 * of a portrait glass, and nothing is above but still water.
 */
export function Frame({ model, send, covered, children }: FrameProps) {
  const { content, holder } = model;
  return (
    <div class="frame" data-screen={content.id} inert={covered}>
      <header class="frame-header">
        <Mark />
        <span class="frame-name">{t('service.name')}</span>
        {holder !== null && (
          <span class="frame-holder" lang="zh-Hans">
            <bdi>{holder.maskedName ?? t('frame.holder')}</bdi>
            {holder.maskedNumber !== null && <bdi>{holder.maskedNumber}</bdi>}
          </span>
        )}
      </header>
      <main class="frame-main">{children}</main>
      <Footer model={model} send={send} />
    </div>
  );
}

/** A portrait glass has room for two rows; the order in the page is the one that is seen. A kiosk's glass does not turn. */
function Footer({ model, send }: { model: ScreenModel; send: Send }) {
  const { preferences, staffCall } = model;
  // Most presses change nothing in it.
  const strip = useMemo(
    () => <Strip {...{ preferences, staffCall, send }} />,
    [preferences, staffCall, send, languageInUse()],
  );
  const back = (
    <Place
      shown={model.canGoBack}
      action="back"
      class="button"
      onClick={() => send({ type: 'person.wentBack' })}
    >
      <BackIcon />
      {t('frame.back')}
    </Place>
  );
  const end = (
    <Place
      shown={model.canEnd}
      action="end"
      class="button button-primary"
      onClick={() => send({ type: 'person.ended' })}
    >
      <EndIcon />
      {t(model.preferences.textSize === 'extra-large' ? 'frame.short.end' : 'frame.end')}
    </Place>
  );
  if (!matchMedia('(orientation: portrait)').matches) {
    return (
      <footer class="frame-footer">
        {back}
        {strip}
        {end}
      </footer>
    );
  }
  return (
    <footer class="frame-footer">
      {(model.canGoBack || model.canEnd) && (
        <div class="frame-ways">
          {back}
          {end}
        </div>
      )}
      {strip}
    </footer>
  );
}

interface PlaceProps {
  readonly shown: boolean;
  readonly action: string;
  readonly class: string;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

/** A button, or exactly the room it would take, so that its neighbours stand still from screen to screen. */
function Place({ shown, action, class: name, onClick, children }: PlaceProps) {
  if (!shown) {
    return (
      <span class={`${name} kept-free`} aria-hidden="true">
        {children}
      </span>
    );
  }
  return (
    <button type="button" class={name} data-action={action} onClick={onClick}>
      {children}
    </button>
  );
}
