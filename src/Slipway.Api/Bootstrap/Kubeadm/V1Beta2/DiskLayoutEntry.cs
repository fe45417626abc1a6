using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>One partition of a layout.</summary>
public sealed class DiskLayoutEntry
{
    /// <summary>Type by name, or a GPT type GUID. Default Linux.</summary>
    [Length(1, 36)]
    [Rule(
        "self.matches('^(Linux|LinuxSwap|LinuxRAID|LVM|Fat32|NTFS|LinuxExtended|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$')",
        "partitionType must be one of Linux, LinuxSwap, LinuxRAID, LVM, Fat32, NTFS, LinuxExtended or a full GPT partition GUID")]
    public string? PartitionType { get; set; }

    /// <summary>Share of the device, percent.</summary>
    [Required, Bounds(1, 100)]
    public int? Percentage { get; set; }
}
