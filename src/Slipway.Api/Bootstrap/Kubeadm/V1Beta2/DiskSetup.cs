using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Partitions and file systems to make at first boot.</summary>
[MinProperties(1)]
public sealed class DiskSetup
{
    /// <summary>File systems to make.</summary>
    [Items(Max = 100), ListAtomic]
    public List<DiskFilesystem>? Filesystems { get; set; }

    /// <summary>Partitions to make.</summary>
    [Items(Max = 100), ListAtomic]
    public List<DiskPartition>? Partitions { get; set; }
}
