using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Disks and file systems in Ignition's section <c>storage</c>.</summary>
internal static class IgnitionDisks
{
    /// <summary>Partition tables; null when there are none.</summary>
    public static JsonArray? Disks(DiskSetup? disks) => disks?.Partitions is not { Count: > 0 } partitions
        ? null
        : new JsonArray([.. partitions.Select(p => (JsonNode)new JsonObject { ["device"] = p.Device }
            .With("wipeTable", p.Overwrite)
            .With("partitions", p.Layout is true ? new JsonArray(WholeDisk()) : null))]);

    /// <summary>File systems; null when there are none. Where they are mounted is said by units.</summary>
    public static JsonArray? Filesystems(DiskSetup? disks) => disks?.Filesystems is not { Count: > 0 } filesystems
        ? null
        : new JsonArray([.. filesystems.Select(f => (JsonNode)new JsonObject { ["device"] = f.Device }
            .With("format", f.Filesystem)
            .With("label", f.Label)
            .With("wipeFilesystem", f.Overwrite)
            .WithList("options", f.ExtraOpts is { Count: > 0 } options ? options : null))]);

    private static JsonNode WholeDisk() => new JsonObject { ["number"] = 1, ["startMiB"] = 0, ["sizeMiB"] = 0 };
}
