import type { ComponentChildren } from 'preact';

type MessageTone = 'calm' | 'good' | 'warning';

interface MessageProps {
  readonly title: string;
  readonly lines?: readonly string[];
  /** A drawing, or an icon where `tone` is given. */
  readonly picture: ComponentChildren;
  readonly tone?: MessageTone;
  readonly children?: ComponentChildren;
}

/** One picture, one sentence, what to do next. */
export function Message({ title, lines = [], picture, tone, children }: MessageProps) {
  return (
    <div class="message">
      <div class={tone === undefined ? 'message-drawing' : `message-icon tone-${tone}`}>{picture}</div>
      <div class="message-words">
        <h1 tabIndex={-1}>{title}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children !== undefined && <div class="message-actions">{children}</div>}
      </div>
    </div>
  );
}
