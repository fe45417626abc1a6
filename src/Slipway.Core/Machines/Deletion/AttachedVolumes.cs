using System.Collections.Immutable;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Volumes that are attached to a Node and will be detached; each list sorted.</summary>
/// <param name="Claims">PersistentVolumeClaims, as <c>namespace/name</c>.</param>
/// <param name="Unclaimed">PersistentVolumes without a claim.</param>
/// <param name="OfNode">What the Node says is attached, of which there is no PersistentVolume.</param>
/// <param name="OfAttachments">PersistentVolumes that attachments name and that are not there.</param>
internal sealed record AttachedVolumes(
    ImmutableArray<string> Claims, ImmutableArray<string> Unclaimed, ImmutableArray<string> OfNode, ImmutableArray<string> OfAttachments)
{
    private const int MaxNames = 5;

    public static AttachedVolumes None { get; } = new([], [], [], []);

    public bool IsEmpty => Claims.IsEmpty && Unclaimed.IsEmpty && OfNode.IsEmpty && OfAttachments.IsEmpty;

    /// <summary>What is waited for, in upstream's words.</summary>
    public string Message(DateTime started)
    {
        string?[] lines =
        [
            $"Waiting for Node volumes to be detached (started at {KubeTime.Format(started)})",
            Line("PersistentVolumeClaims", Claims),
            Line("PersistentVolumes without a .spec.claimRef to a PersistentVolumeClaim", Unclaimed),
            Line("Node with .status.volumesAttached entries not matching a PersistentVolume", OfNode),
            Line("VolumeAttachment with .spec.source.persistentVolumeName not matching a PersistentVolume", OfAttachments),
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private static string? Line(string what, ImmutableArray<string> names) =>
        names.IsEmpty ? null : $"* {what}: {NameList.Of(names, MaxNames)}";
}
