using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Which CoreDNS may follow which: its configuration has to be brought from release to release.</summary>
internal static class DnsUpgrades
{
    private const string Path = "spec.kubeadmConfigSpec.clusterConfiguration.dns.imageTag";
    private const string SkipAnnotation = "controlplane.cluster.x-k8s.io/skip-coredns";

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
            && CoreDnsReleases.UpgradeError(from.Release(), to.Release()) is { } reason)
        {
            context.Forbidden(Path, $"cannot migrate CoreDNS up to '{to}' from '{from}': {reason}");
        }
    }

    /// <summary>Reads an image's tag, where an underscore stands for the plus sign that a tag cannot have.</summary>
    public static SemanticVersion? Parse(string tag, out string? error) => SemanticVersion.ParseTolerant(tag.Replace('_', '+'), out error);
}
