using System.Globalization;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Durations as Kubernetes' <c>metav1.Duration</c> writes them.</summary>
internal static class GoDuration
{
    /// <summary>Such as <c>1h2m3s</c>; null for null.</summary>
    public static string? FromSeconds(long? seconds)
    {
        if (seconds is not { } total)
        {
            return null;
        }

        var (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60);
        var text = hours > 0 ? $"{hours}h{minutes}m{rest}s" : minutes > 0 ? $"{minutes}m{rest}s" : $"{rest}s";
        return text.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whole days in hours, as Go has no day; null for null.</summary>
    public static string? FromDays(int? days) => FromSeconds(days * 86400L);
}
