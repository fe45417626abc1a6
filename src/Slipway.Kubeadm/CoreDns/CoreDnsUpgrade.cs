using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>
/// CoreDNS gets the image that is wanted and a Corefile that this image works with. While both change, its pods read the Corefile as it
/// was: CoreDNS loads a changed one at once, and the old program would end at what only the new one knows.
/// </summary>
internal static class CoreDnsUpgrade
{
    private const string Name = "coredns";
    private const string CorefileKey = "Corefile";
    private const string BackupKey = "Corefile-backup";
    private const string VolumeName = "config-volume";
    private const string TagField = "spec.kubeadmConfigSpec.clusterConfiguration.dns.imageTag";

    /// <summary>The image that is wanted; null when CoreDNS has it, or its image says no release.</summary>
    public static string? WantedImage(ClusterConfiguration? configuration, V1Deployment? deployment)
    {
        if (configuration is null || Image(deployment) is not { } image)
        {
            return null;
        }

        var current = ContainerImage.Parse(image);
        var wanted = current.From(configuration.ImageRepository).From(configuration.Dns?.ImageRepository)
            with { Tag = configuration.Dns?.ImageTag is { Length: > 0 } tag ? tag : current.Tag };

        // From 1.8.0 on Kubernetes' registry has it in a folder of its own.
        if (wanted is { Repository: "registry.k8s.io" or "k8s.gcr.io", Name: Name }
            && CoreDnsReleases.Of(wanted.Tag) is { } release && !CoreDnsReleases.IsBefore(release, "1.8.0"))
        {
            wanted = wanted with { Name = "coredns/coredns" };
        }

        return wanted.ToString() == image ? null : wanted.ToString();
    }

    /// <summary>The next step; nothing when CoreDNS is as wanted, or is not there.</summary>
    public static PhaseResult Next(KubeadmControlPlaneSpec spec, UpgradeView view)
    {
        if (view is not { CoreDns: Observed<V1Deployment>.Found(var deployment), CoreDnsConfig: Observed<V1ConfigMap>.Found(var map) }
            || WantedImage(spec.KubeadmConfigSpec?.ClusterConfiguration, deployment) is not { } wanted)
        {
            return PhaseResult.Completed;
        }

        try
        {
            return Step(deployment, map, wanted);
        }
        catch (CorefileException e)
        {
            var text = $"{TagField}: CoreDNS cannot go from {Image(deployment)} to {wanted}: {e.Message}. "
                + $"The annotation {KubeadmControlPlaneAnnotations.SkipCoreDns} leaves it as it is";
            return new PhaseResult.Fail(ErrorCodes.InvalidSpecification, text) { Events = [new Effect.Emit("Warning", "FailedUpgradeCoreDNS", text)] };
        }
    }

    private static PhaseResult Step(V1Deployment deployment, V1ConfigMap map, string wanted)
    {
        var corefile = map.Data?.TryGetValue(CorefileKey, out var found) == true
            ? found
            : throw new CorefileException($"ConfigMap kube-system/{Name} has no key {CorefileKey}");
        var backup = map.Data.TryGetValue(BackupKey, out var kept) ? kept : null;
        var (from, to) = (ReleaseOf(Image(deployment)!), ReleaseOf(wanted));
        if (CoreDnsReleases.IsBefore(to, from))
        {
            throw new CorefileException($"{to} is older than {from}");
        }

        // Once its pods read what was kept, that is the Corefile of before, whatever has been written since.
        var volume = VolumeKey(deployment);
        var before = volume == BackupKey && backup is not null ? backup : corefile;
        var after = CorefileMigration.Migrate(before, from, to);
        if (after != before && volume is not null)
        {
            if (volume == CorefileKey && backup != corefile)
            {
                return PhaseResult.Want(Write(map, corefile, corefile, "the Corefile is kept before it changes"));
            }

            if (volume == CorefileKey)
            {
                return PhaseResult.Want(Patch(deployment, image: null, BackupKey, "CoreDNS reads the Corefile as it was while that changes"));
            }
        }

        return corefile != after || backup != before
            ? PhaseResult.Want(Write(map, after, before, $"the Corefile for CoreDNS {to}"))
            : PhaseResult.Want(Patch(deployment, wanted, CorefileKey, $"CoreDNS {to}"));
    }

    private static string ReleaseOf(string image) => CoreDnsReleases.Of(ContainerImage.Parse(image).Tag)
        ?? throw new CorefileException($"the tag of {image} names no release");

    private static string? Image(V1Deployment? deployment) =>
        deployment?.Spec?.Template?.Spec?.Containers?.FirstOrDefault(c => c.Name == Name)?.Image;

    private static string? VolumeKey(V1Deployment deployment) => deployment.Spec.Template.Spec.Volumes?
        .FirstOrDefault(v => v.Name == VolumeName && v.ConfigMap?.Name == Name)?.ConfigMap.Items?
        .FirstOrDefault(i => i.Key is CorefileKey or BackupKey)?.Key;

    private static Effect.Patch Write(V1ConfigMap map, string corefile, string backup, string why) => new(
        BuiltInTypes.ConfigMap, new(map.Metadata.NamespaceProperty, map.Metadata.Name),
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = map.Metadata.ResourceVersion },
            ["data"] = new JsonObject { [CorefileKey] = corefile, [BackupKey] = backup },
        },
        why);

    private static Effect.Patch Patch(V1Deployment deployment, string? image, string key, string why) => PodTemplatePatch.Of(
        BuiltInTypes.Deployment, deployment.Metadata, deployment.Spec.Template.Spec,
        [
            ("containers", container =>
            {
                if (image is not null && (string?)container["name"] == Name)
                {
                    container["image"] = image;
                }
            }),
            ("volumes", volume =>
            {
                if ((string?)volume["name"] != VolumeName || volume["configMap"] is not JsonObject map || (string?)map["name"] != Name)
                {
                    return;
                }

                foreach (var item in (map["items"] as JsonArray ?? []).OfType<JsonObject>().Where(i => (string?)i["key"] is CorefileKey or BackupKey))
                {
                    item["key"] = key;
                }
            }),
        ],
        why);
}
