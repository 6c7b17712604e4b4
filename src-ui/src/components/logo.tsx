export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3b3fb6" />
      <path d="M21.5 19.8A8.2 8.2 0 0 1 12.2 8.3a8.6 8.6 0 1 0 9.3 11.5z" fill="#fff" />
      <circle cx="21.5" cy="10.5" r="1.7" fill="#ffd36b" />
    </svg>
  );
}
