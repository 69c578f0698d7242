import type { ComponentChildren } from 'preact';
import { useFit } from './use-fit.ts';

type MessageTone = 'calm' | 'good' | 'warning';

interface MessageProps {
  readonly title: string;
  readonly lines?: readonly string[];
  /** Said first where there is room. */
  readonly asides?: readonly string[];
  /** A drawing, or an icon where `tone` is given. */
  readonly picture: ComponentChildren;
  readonly tone?: MessageTone;
  /** It says something of the person: not for a loudspeaker. */
  readonly personal?: boolean;
  readonly children?: ComponentChildren;
}

/** One picture, one sentence, what to do next. */
export function Message({
  title,
  asides = [],
  lines = [],
  picture,
  tone,
  personal = false,
  children,
}: MessageProps) {
  const fit = useFit([title, ...asides, ...lines]);
  return (
    <div {...fit} class={tone === undefined ? 'message' : 'message message-with-icon'}>
      <div class={tone === undefined ? 'message-drawing' : `message-icon tone-${tone}`}>{picture}</div>
      <div class="message-words" data-public={personal ? undefined : true}>
        <h1 tabIndex={-1}>{title}</h1>
        {asides.map((aside) => (
          <p key={aside} class="message-aside">
            {aside}
          </p>
        ))}
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children !== undefined && <div class="message-actions">{children}</div>}
      </div>
    </div>
  );
}
