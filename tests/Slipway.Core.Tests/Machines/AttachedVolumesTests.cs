using System.Text.Json.Nodes;
using Slipway.Core.Machines.Deletion;

namespace Slipway.Core.Tests.Machines;

public sealed class AttachedVolumesTests
{
    [Fact]
    public void Match_SortsOutWhatIsWaitedFor()
    {
        JsonObject[] volumes =
        [
            Volume("pv-1", "h1", "d/db"), Volume("pv-2", "h2", "d/skipped"), Volume("pv-3", "h3", null), Volume("pv-4", "h4", "d/elsewhere"), Volume("pv-5", null, "d/web"),
        ];

        var attached = AttachedVolumesReader.Match(
            Set("kubernetes.io/csi/disk.csi^h1", "kubernetes.io/csi/disk.csi^h2", "kubernetes.io/csi/disk.csi^gone"),
            Set("pv-3", "pv-5", "pv-9"),
            volumes,
            Set("d/skipped"));

        Assert.Equal(
            """
            Waiting for Node volumes to be detached (started at 2026-05-01T12:00:00Z)
            * PersistentVolumeClaims: d/db, d/web
            * PersistentVolumes without a .spec.claimRef to a PersistentVolumeClaim: pv-3
            * Node with .status.volumesAttached entries not matching a PersistentVolume: kubernetes.io/csi/disk.csi^gone
            * VolumeAttachment with .spec.source.persistentVolumeName not matching a PersistentVolume: pv-9
            """.ReplaceLineEndings("\n"),
            attached.Message(MachineScopes.Now.UtcDateTime));
    }

    [Fact]
    public void Match_OnlySkippedPodsVolumes_IsEmpty() =>
        Assert.True(AttachedVolumesReader.Match(Set(), Set("pv-1"), [Volume("pv-1", "h", "d/skipped")], Set("d/skipped")).IsEmpty);

    private static HashSet<string> Set(params string[] values) => [.. values];

    private static JsonObject Volume(string name, string? handle, string? claim)
    {
        var spec = new JsonObject();
        if (handle is not null)
        {
            spec["csi"] = new JsonObject { ["driver"] = "disk.csi", ["volumeHandle"] = handle };
        }

        if (claim?.Split('/') is [var ns, var claimName])
        {
            spec["claimRef"] = new JsonObject { ["kind"] = "PersistentVolumeClaim", ["namespace"] = ns, ["name"] = claimName };
        }

        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec };
    }
}
