/** A length in seconds as a clock writes it, "4:12" or "1:02:09"; empty where it is not known. */
export function lengthOf(seconds: number | null): string {
  if (seconds === null) return "";
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
