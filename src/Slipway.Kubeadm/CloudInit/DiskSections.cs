using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.CloudInit;

/// <summary>The sections <c>disk_setup</c>, <c>fs_setup</c> and <c>mounts</c> of a cloud-config.</summary>
internal static class DiskSections
{
    /// <summary>Partition tables by device; null when there are none.</summary>
    public static JsonObject? Partitions(DiskSetup? disks)
    {
        var section = new JsonObject();
        foreach (var partition in disks?.Partitions ?? [])
        {
            section[partition.Device!] = new JsonObject()
                .With("table_type", partition.TableType)
                .With("layout", partition.DiskLayout is { Count: > 0 } layout
                    ? new JsonArray([.. layout.Select(LayoutEntry)])
                    : partition.Layout ?? false)
                .With("overwrite", partition.Overwrite);
        }

        return section.OrNull();
    }

    /// <summary>File systems; null when there are none.</summary>
    public static JsonArray? Filesystems(DiskSetup? disks) => disks?.Filesystems is not { Count: > 0 } filesystems
        ? null
        : new JsonArray([.. filesystems.Select(f => (JsonNode)new JsonObject()
            .With("label", f.Label)
            .With("filesystem", f.Filesystem)
            .With("device", f.Device)
            .With("partition", f.Partition)
            .With("overwrite", f.Overwrite)
            .With("replace_fs", f.ReplaceFS)
            .WithList("extra_opts", f.ExtraOpts is { Count: > 0 } options ? options : null))]);

    /// <summary>Mounts, each a list of the fields of fstab; null when there are none.</summary>
    public static JsonArray? Mounts(List<List<string>>? mounts) => mounts is not { Count: > 0 }
        ? null
        : new JsonArray([.. mounts.Select(m => (JsonNode)new JsonArray([.. m.Select(field => (JsonNode)field)]))]);

    private static JsonNode LayoutEntry(DiskLayoutEntry entry) => entry.PartitionType is null
        ? entry.Percentage ?? 0
        : new JsonArray(entry.Percentage ?? 0, TypeCode(entry.PartitionType));

    /// <summary>cloud-init takes MBR type codes, and GUIDs on GPT.</summary>
    private static string TypeCode(string type) => type switch
    {
        "Linux" => "83",
        "LinuxSwap" => "82",
        "LinuxRAID" => "fd",
        "LVM" => "8e",
        "Fat32" => "0c",
        "NTFS" => "07",
        "LinuxExtended" => "85",
        _ => type,
    };
}
