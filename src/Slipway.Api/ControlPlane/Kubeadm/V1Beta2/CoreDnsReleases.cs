using Slipway.Api.Admission.Checks;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>The releases of CoreDNS whose configuration can be brought from one to the next.</summary>
public static class CoreDnsReleases
{
    // In order of release.
    private static readonly string[] Known =
    [
        "1.1.3", "1.1.4", "1.2.0", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.2.6", "1.3.0", "1.3.1", "1.4.0", "1.5.0", "1.5.1",
        "1.5.2", "1.6.0", "1.6.1", "1.6.2", "1.6.3", "1.6.4", "1.6.5", "1.6.6", "1.6.7", "1.6.9", "1.7.0", "1.7.1", "1.8.0", "1.8.3",
        "1.8.4", "1.8.5", "1.8.6", "1.8.7", "1.9.0", "1.9.1", "1.9.2", "1.9.3", "1.9.4", "1.10.0", "1.10.1", "1.11.0", "1.11.1",
        "1.11.3", "1.11.4", "1.12.0", "1.12.1", "1.12.2", "1.12.3", "1.12.4", "1.13.0", "1.13.1", "1.13.2", "1.14.0", "1.14.1", "1.14.2",
    ];

    /// <summary>Where a release stands in the order; negative for one that is not known.</summary>
    /// <param name="release">The release, such as <c>1.8.0</c>.</param>
    public static int IndexOf(string release) => Array.IndexOf(Known, release);

    /// <summary>The release that an image's tag names, such as <c>1.8.0</c> for <c>v1.8.0</c> or <c>v1.8.0_vendor.1</c>; null for a tag that names none.</summary>
    public static string? Of(string? tag) => string.IsNullOrEmpty(tag) ? null : DnsUpgrades.Parse(tag, out _)?.Release();

    /// <summary>Whether one release comes before another, by their numbers.</summary>
    public static bool IsBefore(string release, string other) =>
        SemanticVersion.ParseTolerant(release, out _) is { } first && SemanticVersion.ParseTolerant(other, out _) is { } second
        && first.CompareTo(second) < 0;

    /// <summary>Why a configuration cannot be brought from one release to another; null when it can.</summary>
    /// <param name="from">The release that there is.</param>
    /// <param name="to">The release that is wanted.</param>
    public static string? UpgradeError(string from, string to)
    {
        var start = IndexOf(from);
        return start < 0 ? $"start version '{from}' not supported"
            : IndexOf(to) < start ? $"cannot migrate up to '{to}' from '{from}'"
            : null;
    }
}
