using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What may not change while a control plane runs.</summary>
internal static class KubeadmControlPlaneChanges
{
    // A star stands for all that is below; a path without one for the field itself, set or taken away as a whole.
    private static readonly string[][] Mutable = [.. Paths(
        "spec.machineNaming", "spec.machineNaming.*",
        "spec.machineTemplate.metadata", "spec.machineTemplate.metadata.*",
        "spec.machineTemplate.spec", "spec.machineTemplate.spec.*",
        "spec.remediation", "spec.remediation.*",
        "spec.replicas",
        "spec.rollout", "spec.rollout.*",
        "spec.version")
        .Concat(Paths([.. KubeadmConfigFields.Select(f => $"spec.kubeadmConfigSpec.{f}")]))];

    private static string[] KubeadmConfigFields =>
    [
        "bootCommands", "diskSetup", "diskSetup.*", "files", "format", "ignition", "ignition.*", "mounts", "ntp", "ntp.*",
        "postKubeadmCommands", "preKubeadmCommands", "users", "verbosity",
        "clusterConfiguration.apiServer", "clusterConfiguration.apiServer.*",
        "clusterConfiguration.certificateValidityPeriodDays",
        "clusterConfiguration.controllerManager", "clusterConfiguration.controllerManager.*",
        "clusterConfiguration.dns", "clusterConfiguration.dns.*",
        "clusterConfiguration.encryptionAlgorithm",
        "clusterConfiguration.etcd", "clusterConfiguration.etcd.*",
        "clusterConfiguration.featureGates", "clusterConfiguration.featureGates.*",
        "clusterConfiguration.imageRepository",
        "clusterConfiguration.scheduler", "clusterConfiguration.scheduler.*",
        "initConfiguration.bootstrapTokens",
        "initConfiguration.localAPIEndpoint", "initConfiguration.localAPIEndpoint.*",
        "initConfiguration.nodeRegistration", "initConfiguration.nodeRegistration.*",
        "initConfiguration.patches", "initConfiguration.patches.directory",
        "initConfiguration.skipPhases",
        "initConfiguration.timeouts", "initConfiguration.timeouts.*",
        "joinConfiguration.caCertPath",
        "joinConfiguration.controlPlane", "joinConfiguration.controlPlane.*",
        "joinConfiguration.discovery", "joinConfiguration.discovery.*",
        "joinConfiguration.nodeRegistration", "joinConfiguration.nodeRegistration.*",
        "joinConfiguration.patches", "joinConfiguration.patches.directory",
        "joinConfiguration.skipPhases",
        "joinConfiguration.timeouts", "joinConfiguration.timeouts.*",
    ];

    /// <summary>Refuses each change of a field that is none of those that may change.</summary>
    public static void ValidatePaths(KubeadmControlPlaneSpec old, KubeadmControlPlaneSpec now, ValidationContext context) =>
        ValidatePaths(["spec"], MergePatch.Diff(Told(ToJson(old)), Told(ToJson(now))), context);

    /// <summary>Minor releases are taken one at a time.</summary>
    public static void ValidateVersion(string old, string now, ValidationContext context)
    {
        const string Path = "spec.version";
        if (SemanticVersion.ParseTolerant(old, out var error) is not { } from)
        {
            context.InternalError(Path, $"failed to parse current kubeadmcontrolplane version: {old}: {error}");
        }
        else if (SemanticVersion.ParseTolerant(now, out error) is not { } to)
        {
            context.InternalError(Path, $"failed to parse updated kubeadmcontrolplane version: {now}: {error}");
        }
        else if (to.CompareTo(new SemanticVersion(from.Major, from.Minor + 2, Patch: 0, "")) >= 0)
        {
            context.Forbidden(Path, $"cannot update Kubernetes version from {old} to {now}");
        }
    }

    /// <summary>What is in one etcd is not in another.</summary>
    public static void ValidateEtcd(ClusterConfiguration? old, ClusterConfiguration? now, ValidationContext context)
    {
        if ((old?.Etcd?.External is null) != (now?.Etcd?.External is null))
        {
            context.Forbidden(
                "spec.kubeadmConfigSpec.clusterConfiguration.etcd.external", "cannot change between external and local etcd");
        }
    }

    private static void ValidatePaths(string[] path, JsonObject difference, ValidationContext context)
    {
        foreach (var (name, value) in difference)
        {
            string[] inner = [.. path, name];
            if (value is JsonObject below)
            {
                ValidatePaths(inner, below, context);
            }
            else if (!Mutable.Any(m => Covers(m, inner)))
            {
                context.Forbidden(string.Join('.', inner), "cannot be modified");
            }
        }
    }

    private static bool Covers(string[] mutable, string[] path)
    {
        var star = Array.IndexOf(mutable, "*");
        return star >= 0
            ? path.Length > star && path.AsSpan(0, star).SequenceEqual(mutable.AsSpan(0, star))
            : path.AsSpan().SequenceEqual(mutable);
    }

    /// <summary>Without fields that say nothing: an older version may have stored what a newer one leaves out.</summary>
    private static JsonObject Told(JsonObject obj)
    {
        foreach (var (name, value) in obj.ToList())
        {
            if (value is JsonObject below)
            {
                Told(below);
            }

            if (SaysNothing(value))
            {
                obj.Remove(name);
            }
        }

        return obj;
    }

    private static bool SaysNothing(JsonNode? value) => value is JsonObject { Count: 0 } or JsonArray { Count: 0 }
        || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0);

    private static IEnumerable<string[]> Paths(params string[] paths) => paths.Select(p => p.Split('.'));

    private static JsonObject ToJson(KubeadmControlPlaneSpec spec) =>
        KubeJson.ToJsonObject(spec, ApiJson.TypeInfo<KubeadmControlPlaneSpec>());
}
