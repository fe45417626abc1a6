using System.Globalization;

namespace Slipway.Kubernetes.Formats;

/// <summary>Times as Kubernetes' <c>metav1.Time</c> has them on the wire: UTC, whole seconds, <c>2026-01-31T23:59:59Z</c>.</summary>
public static class KubeTime
{
    /// <summary>How many bytes or characters a time takes.</summary>
    public const int Length = 20;

    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Writes a moment; what is finer than a second is cut off.</summary>
    public static string Format(DateTimeOffset time) => Format(time.UtcDateTime);

    /// <summary>Writes a moment; what is finer than a second is cut off. A time of unspecified kind is taken as UTC.</summary>
    public static string Format(DateTime time) => Utc(time).ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Writes a moment as UTF-8 into <see cref="Length"/> bytes.</summary>
    public static void Format(DateTime time, Span<byte> utf8) => Utc(time).TryFormat(utf8, out _, Pattern, CultureInfo.InvariantCulture);

    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
}
