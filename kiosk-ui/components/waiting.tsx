/** Something is under way and takes a second or two. */
export function Waiting() {
  return (
    <span class="waiting-dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
