using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A file system to make.</summary>
public sealed class DiskFilesystem
{
    /// <summary>Device to make it on.</summary>
    [Required, Length(1, 256)]
    public string? Device { get; set; }

    /// <summary>Further options of the mkfs command.</summary>
    [Items(Max = 100), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? ExtraOpts { get; set; }

    /// <summary>Type, as <c>ext4</c>.</summary>
    [Required, Length(1, 128)]
    public string? Filesystem { get; set; }

    /// <summary>Label; empty for none.</summary>
    [Length(1, 512)]
    public string? Label { get; set; }

    /// <summary>Whether a file system already there is replaced.</summary>
    public bool? Overwrite { get; set; }

    /// <summary>Partition: a number, <c>auto</c>, <c>any</c> or <c>none</c>.</summary>
    [Length(1, 128)]
    public string? Partition { get; set; }

    /// <summary>File system that is replaced when partition is auto.</summary>
    [Length(1, 128)]
    public string? ReplaceFS { get; set; }
}
