using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Which CoreDNS may follow which: its configuration has to be brought from release to release.</summary>
internal static class DnsUpgrades
{
    private const string Path = "spec.kubeadmConfigSpec.clusterConfiguration.dns.imageTag";
    private const string SkipAnnotation = "controlplane.cluster.x-k8s.io/skip-coredns";

    // In order of release.
    private static readonly string[] Known =
    [
        "1.1.3", "1.1.4", "1.2.0", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.2.6", "1.3.0", "1.3.1", "1.4.0", "1.5.0", "1.5.1",
        "1.5.2", "1.6.0", "1.6.1", "1.6.2", "1.6.3", "1.6.4", "1.6.5", "1.6.6", "1.6.7", "1.6.9", "1.7.0", "1.7.1", "1.8.0", "1.8.3",
        "1.8.4", "1.8.5", "1.8.6", "1.8.7", "1.9.0", "1.9.1", "1.9.2", "1.9.3", "1.9.4", "1.10.0", "1.10.1", "1.11.0", "1.11.1",
        "1.11.3", "1.11.4", "1.12.0", "1.12.1", "1.12.2", "1.12.3", "1.12.4", "1.13.0", "1.13.1", "1.13.2", "1.14.0", "1.14.1", "1.14.2",
    ];

    /// <summary>Refuses a change of the image's tag for which no way of the configuration is known.</summary>
    public static void Validate(string? old, string? now, V1ObjectMeta metadata, ValidationContext context)
    {
        if (string.IsNullOrEmpty(old) || string.IsNullOrEmpty(now))
        {
            return;
        }

        if (Parse(old, out var error) is not { } from)
        {
            context.Invalid(Path, old, $"failed to parse current CoreDNS version: {error}");
        }
        else if (Parse(now, out error) is not { } to)
        {
            context.Invalid(Path, now, $"failed to parse target CoreDNS version: {error}");
        }
        else if (to.CompareTo(from) != 0
            && metadata.Annotations?.ContainsKey(SkipAnnotation) is not true
            && MigrationError(from.Release(), to.Release()) is { } reason)
        {
            context.Forbidden(Path, $"cannot migrate CoreDNS up to '{to}' from '{from}': {reason}");
        }
    }

    /// <summary>Reads an image's tag, where an underscore stands for the plus sign that a tag cannot have.</summary>
    public static SemanticVersion? Parse(string tag, out string? error) => SemanticVersion.ParseTolerant(tag.Replace('_', '+'), out error);

    private static string? MigrationError(string from, string to)
    {
        var start = Array.IndexOf(Known, from);
        return start < 0 ? $"start version '{from}' not supported"
            : Array.IndexOf(Known, to) < start ? $"cannot migrate up to '{to}' from '{from}'"
            : null;
    }
}
